import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** Answers of models that decline, and requests that the provider's content filter stopped, by the model. */
export const refusals = spanDetector({
  kind: 'refusals',
  where: `${failed} AND failure_kind = 'refusal'`,
  key: calledOrSpoken,
  label: "key || ' refuses to answer'",
});
