import { spokenName } from '../store/spoken-name';
import type { Detector } from './detector';

/**
 * What came of calls that failed by themselves, a pattern for each outcome of each call: `recovered` where it was called again
 * in the trace and went well, or was handled where it failed; `went-on` where only something else went well afterwards; `stopped` where
 * nothing did. Agents and chains are no calls: they pass on what happens inside of them. A hit is the last failure of a call in a trace.
 */
export const recovery: Detector = {
  kind: 'recovery',
  sql: `
    INSERT INTO pattern_hit
    WITH call AS (
      SELECT trace_ix, "row", observation_kind, ${spokenName} AS what, start_ns, error_class,
        error_class IS NULL AND status <> 'ERROR' AS well
      FROM span WHERE observation_kind NOT IN ('AGENT', 'CHAIN') AND NOT conflict
    ), failed AS (
      SELECT trace_ix, observation_kind, what, bool_and(error_class = 'handled') AS handled,
        arg_max("row", (coalesce(start_ns, 0), "row")) AS "row", max(coalesce(start_ns, 0)) AS start_ns
      FROM call WHERE error_class IN ('origin', 'handled', 'silent') GROUP BY ALL
    ), outcome AS (
      SELECT failed.trace_ix, failed.what, failed."row",
        CASE
          WHEN any_value(handled) OR coalesce(bool_or(
            call.well AND call.what = failed.what AND call.observation_kind = failed.observation_kind), false) THEN 'recovered'
          WHEN coalesce(bool_or(call.well), false) THEN 'went-on'
          ELSE 'stopped'
        END AS came
      FROM failed LEFT JOIN call ON call.trace_ix = failed.trace_ix AND call.start_ns > failed.start_ns
      GROUP BY failed.trace_ix, failed.what, failed."row"
    )
    SELECT 'recovery', came || ':' || what, trace_ix, "row", NULL, NULL FROM outcome;

    INSERT INTO pattern
    SELECT DISTINCT 'recovery', key,
      CASE split_part(key, ':', 1)
        WHEN 'recovered' THEN 'Runs recover from failures of ' || what
        WHEN 'went-on' THEN 'Runs go on without ' || what || ' after it fails'
        ELSE 'Runs stop where ' || what || ' fails'
      END, what, NULL, NULL
    FROM (
      SELECT key, substr(key, strpos(key, ':') + 1) AS what FROM pattern_hit WHERE detector = 'recovery'
    );`,
};
