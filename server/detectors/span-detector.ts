import type { DetectorKind } from '../../lib/contracts/pattern';
import { spokenName } from '../store/spoken-name';
import type { Detector } from './detector';

/** What failed by itself, whatever its status; what only passed a failure on is left out. */
export const failed = "error_class IN ('origin', 'handled', 'silent')";

/** A detector that tells each span by itself, in SQL over `span`. */
export function spanDetector({
  kind,
  where,
  key = spokenName,
  label,
}: {
  kind: DetectorKind;
  where: string;
  /** What its patterns are named by; what a span is called without it. */
  key?: string;
  /** Of a pattern, over its `key` and the `observation_kind` of its spans. */
  label: string;
}): Detector {
  return {
    kind,
    sql: `
    INSERT INTO pattern_hit
    SELECT '${kind}', ${key}, trace_ix, "row", NULL, NULL FROM span WHERE ${where};

    INSERT INTO pattern
    SELECT '${kind}', key, ${label}, key, NULL, NULL
    FROM (
      SELECT key, min(observation_kind) AS observation_kind
      FROM pattern_hit JOIN span USING ("row") WHERE detector = '${kind}' GROUP BY key
    );`,
  };
}
