import type { Detector } from './detector';

/** What is below this is never giant, and what is usual for its tool or kind is not either. */
const bounds = { bytes: 65_536, factor: 20 };

/** With fewer calls than these a tool has no usual size of its own, and its kind's counts. */
const fewestCalls = 10;

/**
 * Inputs and outputs far larger than is usual for the tool, or for the kind of span where there is no tool: at least
 * 64 KiB and 20 times the median. What merely carries a giant on is not told: an agent or a chain around others, and a
 * model's input that was giant because of a tool's result or an earlier call (growth has a detector of its own).
 */
export const giantPayloads: Detector = {
  kind: 'giant-payloads',
  sql: `
    INSERT INTO pattern_hit
    WITH payload AS (
      SELECT trace_ix, "row", span_id, start_ns, observation_kind AS kind, coalesce(tool_name, '') AS tool,
        unnest(['input', 'output']) AS side, unnest([input_bytes, output_bytes]) AS bytes
      FROM span WHERE NOT conflict
    ), big AS MATERIALIZED (
      SELECT * FROM payload WHERE bytes >= ${bounds.bytes}
    ), of_tool AS (
      SELECT kind, tool, side, count(*) AS calls, median(bytes) AS usual
      FROM payload SEMI JOIN big USING (kind, tool, side) WHERE bytes > 0 GROUP BY ALL
    ), of_kind AS (
      SELECT kind, side, median(bytes) AS usual
      FROM payload SEMI JOIN big USING (kind, side) WHERE bytes > 0 GROUP BY ALL
    ), giant AS MATERIALIZED (
      SELECT big.* FROM big JOIN of_tool USING (kind, tool, side) JOIN of_kind USING (kind, side)
      WHERE bytes >= ${bounds.factor} * CASE WHEN calls >= ${fewestCalls} THEN of_tool.usual ELSE of_kind.usual END
    ), source AS (
      SELECT trace_ix, min(start_ns) AS start_ns FROM giant
      WHERE kind NOT IN ('AGENT', 'CHAIN', 'SPAN', 'LLM') GROUP BY trace_ix
    ), first_call AS (
      SELECT trace_ix, min(start_ns) AS start_ns FROM span
      WHERE observation_kind = 'LLM' AND trace_ix IN (SELECT trace_ix FROM giant) GROUP BY trace_ix
    ), parent AS (
      SELECT DISTINCT trace_ix, parent_span_id AS span_id FROM span
      WHERE trace_ix IN (SELECT trace_ix FROM giant) AND parent_span_id IS NOT NULL
    )
    SELECT 'giant-payloads', concat_ws(':', kind, tool, side), giant.trace_ix, "row", NULL, NULL
    FROM giant LEFT JOIN source USING (trace_ix) LEFT JOIN first_call USING (trace_ix)
      LEFT JOIN parent ON parent.trace_ix = giant.trace_ix AND parent.span_id = giant.span_id
    WHERE NOT (kind IN ('AGENT', 'CHAIN', 'SPAN') AND parent.span_id IS NOT NULL)
      AND NOT (kind = 'LLM' AND side = 'input' AND coalesce(
        giant.start_ns > first_call.start_ns OR giant.start_ns > source.start_ns, source.trace_ix IS NOT NULL));

    INSERT INTO pattern
    SELECT 'giant-payloads', key,
      CASE WHEN side = 'input' THEN subject || ' is given ' ELSE subject || ' returns ' END
        || '${bounds.factor} times what is usual for it, or more',
      subject, NULL, NULL
    FROM (
      SELECT key, split_part(key, ':', -1) AS side,
        any_value(coalesce(tool_name, name)) AS subject
      FROM pattern_hit JOIN span USING ("row") WHERE detector = 'giant-payloads' GROUP BY key
    );`,
};
