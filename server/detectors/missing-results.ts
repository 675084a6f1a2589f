import { calledOrSpoken } from './called';
import type { Detector } from './detector';

/** Where fewer calls have a result, the harness does not record it, or means to end so. */
const usualShare = 0.9;

/**
 * Calls of tools that nothing came of: a tool span that ended well and put nothing out, while nine of ten calls of the tool
 * put something out; and a model's answer that calls tools as the last thing of its trace, while nine of ten such answers of the
 * model are followed by a tool or a model. What failed, or has no end, is told by other detectors.
 */
export const missingResults: Detector = {
  kind: 'missing-results',
  sql: `
    INSERT INTO pattern_hit
    WITH last_call AS (
      SELECT trace_ix, max(start_ns) AS start_ns FROM span WHERE observation_kind IN ('TOOL', 'LLM') GROUP BY trace_ix
    ), call AS (
      SELECT trace_ix, "row", observation_kind, ${calledOrSpoken} AS key,
        error_class IS NULL AND end_ns IS NOT NULL AS went_well,
        CASE observation_kind WHEN 'TOOL' THEN output_bytes > 0 ELSE last_call.start_ns > span.start_ns END AS followed
      FROM span JOIN last_call USING (trace_ix)
      WHERE NOT conflict AND (observation_kind = 'TOOL' OR (observation_kind = 'LLM' AND asks_for_tools))
    ), usual AS (
      SELECT observation_kind, key FROM call WHERE went_well
      GROUP BY ALL HAVING count(*) FILTER (followed) >= ${usualShare} * count(*)
    )
    SELECT 'missing-results', key, trace_ix, "row", NULL, NULL
    FROM call SEMI JOIN usual USING (observation_kind, key) WHERE went_well AND NOT followed;

    INSERT INTO pattern
    SELECT 'missing-results', key,
      CASE kind WHEN 'TOOL' THEN 'Calls of ' || key || ' have no result'
        ELSE 'Tools that ' || key || ' calls are never run' END, key, NULL, NULL
    FROM (
      SELECT key, min(observation_kind) AS kind
      FROM pattern_hit JOIN span USING ("row") WHERE detector = 'missing-results' GROUP BY key
    );`,
};
