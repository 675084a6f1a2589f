import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** Answers of models that hold neither a text nor a call, by the model. */
export const emptyAnswers = spanDetector({
  kind: 'empty-answers',
  where: `${failed} AND failure_kind = 'empty-answer'`,
  key: calledOrSpoken,
  label: "key || ' answers nothing'",
});
