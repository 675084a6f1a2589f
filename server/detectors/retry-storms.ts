import { called } from './called';
import type { Detector } from './detector';

/** From this many failures in a row on, trying again has become the failure. */
const fewestFailures = 3;

/**
 * Calls of one tool or model that fail three times or more in a row within one trace, whatever else runs in between.
 * Each failed call is a hit; from the second on its time is wasted. What a call only passed on is the failure of another.
 */
export const retryStorms: Detector = {
  kind: 'retry-storms',
  sql: `
    INSERT INTO pattern_hit
    WITH call AS (
      SELECT trace_ix, "row", ${called} AS called, start_ns, end_ns,
        status = 'ERROR' OR coalesce(error_class = 'silent', false) AS failed
      FROM span
      WHERE ${called} IS NOT NULL AND NOT conflict AND error_class IS DISTINCT FROM 'propagated'
    ), often AS (
      SELECT trace_ix, called FROM call WHERE failed GROUP BY ALL HAVING count(*) >= ${fewestFailures}
    ), numbered AS (
      SELECT *,
        row_number() OVER (PARTITION BY trace_ix, called ORDER BY start_ns NULLS LAST, "row")
          - row_number() OVER (PARTITION BY trace_ix, called, failed ORDER BY start_ns NULLS LAST, "row") AS streak
      FROM call SEMI JOIN often USING (trace_ix, called)
    ), in_streak AS (
      SELECT *,
        count(*) OVER (PARTITION BY trace_ix, called, streak) AS failures,
        row_number() OVER (PARTITION BY trace_ix, called, streak ORDER BY start_ns NULLS LAST, "row") AS nth
      FROM numbered WHERE failed
    )
    SELECT 'retry-storms', called, trace_ix, "row", CASE WHEN nth > 1 THEN end_ns - start_ns END, NULL
    FROM in_streak WHERE failures >= ${fewestFailures};

    INSERT INTO pattern
    SELECT DISTINCT 'retry-storms', key,
      'Calls of ' || key || ' fail ${fewestFailures} times or more in a row in one run', key, NULL, NULL
    FROM pattern_hit WHERE detector = 'retry-storms';`,
};
