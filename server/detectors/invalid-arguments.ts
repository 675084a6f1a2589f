import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** Calls that were refused for their arguments: by the tool, and by the model where only its next call tells of it. */
export const invalidArguments = spanDetector({
  kind: 'invalid-arguments',
  where: `${failed} AND failure_kind = 'invalid-arguments'`,
  key: calledOrSpoken,
  label: `CASE WHEN observation_kind = 'TOOL' THEN key || ' is called with arguments that it does not take'
    ELSE key || ' calls tools with arguments that they do not take' END`,
});
