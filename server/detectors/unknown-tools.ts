import { calledOrSpoken } from './called';
import { failed, spanDetector } from './span-detector';

/** Calls of tools that do not exist: by the tool, and by the model where only its next call tells of it. */
export const unknownTools = spanDetector({
  kind: 'unknown-tools',
  where: `${failed} AND failure_kind = 'unknown-tool'`,
  key: calledOrSpoken,
  label: `CASE WHEN observation_kind = 'TOOL' THEN key || ' is called, and there is no such tool'
    ELSE key || ' calls tools that do not exist' END`,
});
