import { type Database, execute } from '../database';

/** Fills `trace` and `trace_value` from the spans. */
export async function makeTraces(database: Database, signal: AbortSignal): Promise<void> {
  await execute(database, insertTraces, { signal });
  await execute(database, insertValues, { signal });
}

/** Names in order of first use, each once. */
const namesOf = (column: string) => `
  SELECT trace_ix, list(name ORDER BY first_row) AS names FROM (
    SELECT trace_ix, ${column} AS name, min("row") AS first_row FROM span WHERE ${column} IS NOT NULL GROUP BY ALL
  ) GROUP BY trace_ix`;

const calls = "observation_kind IN ('LLM', 'EMBEDDING')";

/**
 * Where no model call says, what an agent rolled up counts: the topmost span of each branch that knows, so that a roll-up of
 * roll-ups counts once.
 */
const rolledUp = (known: string, sums: string) => `
  SELECT span.trace_ix, ${sums} FROM span
  ANTI JOIN (SELECT trace_ix, span_id FROM span WHERE ${known}) AS parent
    ON parent.trace_ix = span.trace_ix AND parent.span_id = span.parent_span_id AND span.parent_span_id <> span.span_id
  WHERE ${known} GROUP BY span.trace_ix`;

const tokenRollups = rolledUp(
  `NOT (${calls}) AND coalesce(input_tokens, output_tokens) IS NOT NULL`,
  'sum(input_tokens) AS rolled_input, sum(output_tokens) AS rolled_output',
);
const costRollups = rolledUp(`NOT (${calls}) AND cost_usd IS NOT NULL`, 'sum(cost_usd) AS rolled_cost');

const insertTraces = `
  INSERT INTO trace BY NAME
  WITH agents AS (${namesOf('agent_name')}),
  models AS (${namesOf('model_name')}),
  services AS (${namesOf('service_name')}),
  token_rollup AS (${tokenRollups}),
  cost_rollup AS (${costRollups}),
  whole AS (
    SELECT trace_ix,
      any_value(trace_id) AS trace_id,
      min("row") AS first_row,
      max("row") AS last_row,
      coalesce(
        arg_min(name, (start_ns IS NULL, start_ns, "row")) FILTER (parent_span_id IS NULL),
        arg_min(name, (start_ns IS NULL, start_ns, "row")) FILTER (orphan),
        arg_min(name, (start_ns IS NULL, start_ns, "row"))) AS root_name,
      arg_min(project_id, "row") AS project_id,
      arg_min(session_id, "row") AS session_id,
      min(start_ns) AS start_ns,
      max(greatest(start_ns, end_ns)) AS end_ns,
      count(*)::INTEGER AS span_count,
      count(*) FILTER (status = 'ERROR')::INTEGER AS error_span_count,
      count(*) FILTER (error_class = 'origin')::INTEGER AS origin_span_count,
      count(*) FILTER (error_class = 'propagated')::INTEGER AS propagated_span_count,
      count(*) FILTER (error_class = 'handled')::INTEGER AS handled_span_count,
      count(*) FILTER (error_class = 'silent')::INTEGER AS silent_span_count,
      count(*) FILTER (status = 'ERROR' AND observation_kind = 'TOOL')::INTEGER AS failed_tool_span_count,
      sum(input_tokens) FILTER (${calls}) AS input_tokens,
      sum(output_tokens) FILTER (${calls}) AS output_tokens,
      sum(cost_usd) FILTER (${calls}) AS cost_usd,
      sum(raw_bytes)::BIGINT AS bytes,
      count(*) FILTER (orphan)::INTEGER AS orphan_count,
      count(*) FILTER (end_ns IS NULL)::INTEGER AS unfinished_count,
      count(*) FILTER (conflict)::INTEGER AS conflict_count
    FROM span GROUP BY trace_ix
  ), summed AS (
    SELECT whole.*, rolled_input, rolled_output, rolled_cost,
      input_tokens IS NULL AND output_tokens IS NULL AND token_rollup.trace_ix IS NOT NULL AS rolled
    FROM whole LEFT JOIN token_rollup USING (trace_ix) LEFT JOIN cost_rollup USING (trace_ix)
  )
  SELECT trace_ix, trace_id, first_row, last_row, root_name,
    coalesce(agents.names, []) AS agent_names,
    coalesce(models.names, []) AS model_names,
    coalesce(services.names, []) AS service_names,
    project_id, session_id, start_ns, end_ns,
    end_ns - start_ns AS duration_ns,
    span_count, error_span_count, origin_span_count, propagated_span_count, handled_span_count, silent_span_count,
    failed_tool_span_count,
    coalesce(CASE WHEN rolled THEN rolled_input ELSE input_tokens END, 0)::BIGINT AS input_tokens,
    coalesce(CASE WHEN rolled THEN rolled_output ELSE output_tokens END, 0)::BIGINT AS output_tokens,
    rolled AS tokens_from_rollup,
    coalesce(cost_usd, rolled_cost) AS cost_usd,
    bytes,
    CASE WHEN error_span_count > 0 THEN 'error' WHEN silent_span_count > 0 THEN 'silent'
      WHEN handled_span_count > 0 THEN 'handled' ELSE 'ok' END AS outcome,
    orphan_count, unfinished_count, conflict_count
  FROM summed
  LEFT JOIN agents USING (trace_ix) LEFT JOIN models USING (trace_ix) LEFT JOIN services USING (trace_ix)
  ORDER BY trace_ix`;

const facets = [
  ['agent', 'agent_name'],
  ['model', 'model_name'],
  ['tool', 'tool_name'],
  ['service', 'service_name'],
  ['project', 'project_id'],
];

const insertValues = `
  INSERT INTO trace_value BY NAME
  SELECT * FROM (${facets
    .map(
      ([facet, column]) => `
    SELECT trace_ix, '${facet}' AS facet, ${column} AS value, count(*)::INTEGER AS spans,
      count(*) FILTER (error_class IN ('origin', 'handled', 'silent'))::INTEGER AS failed_spans
    FROM span WHERE ${column} IS NOT NULL GROUP BY ALL`,
    )
    .join(' UNION ALL ')})
  ORDER BY facet, trace_ix, value`;
