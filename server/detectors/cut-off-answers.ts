import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** Answers of models that end before they are complete, at a limit of length or at a content filter, by the model. */
export const cutOffAnswers = spanDetector({
  kind: 'cut-off-answers',
  where: `${failed} AND failure_kind = 'cut-off'`,
  key: calledOrSpoken,
  label: "key || ' is cut off before its answer is complete'",
});
