import type { Detector } from './detector';

/** From this many equal calls in one trace on, a repetition is no retry any more. */
const fewestCalls = 3;

/**
 * The same tool called with the same input three times or more within one trace. Each call is a hit; from the second on
 * its time is wasted, and so are the tokens of the model call before it, once, however many calls it asked for.
 */
export const repeatedCalls: Detector = {
  kind: 'repeated-calls',
  sql: `
    INSERT INTO pattern_hit
    WITH repeated AS (
      SELECT trace_ix, tool_name, input_hash FROM span
      WHERE observation_kind = 'TOOL' AND tool_name IS NOT NULL AND input_hash IS NOT NULL AND NOT conflict
      GROUP BY ALL HAVING count(*) >= ${fewestCalls}
    ), call AS (
      SELECT trace_ix, "row", tool_name, start_ns, end_ns,
        row_number() OVER (PARTITION BY trace_ix, tool_name, input_hash ORDER BY start_ns NULLS LAST, "row") AS nth
      FROM span JOIN repeated USING (trace_ix, tool_name, input_hash)
      WHERE observation_kind = 'TOOL' AND NOT conflict
    ), model_call AS (
      SELECT trace_ix, "row", end_ns, coalesce(input_tokens, 0) + coalesce(output_tokens, 0) AS tokens FROM span
      WHERE observation_kind = 'LLM' AND end_ns IS NOT NULL AND trace_ix IN (SELECT trace_ix FROM repeated)
    ), asked AS (
      SELECT call.trace_ix, call."row", tool_name, nth, call.end_ns - start_ns AS ns, tokens,
        row_number() OVER (PARTITION BY model_call."row", nth > 1 ORDER BY call."row") AS share
      FROM call ASOF LEFT JOIN model_call
        ON call.trace_ix = model_call.trace_ix AND call.start_ns >= model_call.end_ns
    )
    SELECT 'repeated-calls', tool_name, trace_ix, "row",
      CASE WHEN nth > 1 THEN ns END, CASE WHEN nth > 1 AND share = 1 THEN tokens END
    FROM asked;

    INSERT INTO pattern
    SELECT DISTINCT 'repeated-calls', key,
      'The tool ' || key || ' is called ${fewestCalls} times or more with the same input in one run', key, NULL, NULL
    FROM pattern_hit WHERE detector = 'repeated-calls';`,
};
