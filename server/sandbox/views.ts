/** A view over a dataset that statements of the sandbox may read. */
export interface View {
  name: string;
  /** One row is what. */
  holds: string;
  /** SQL of each column, over the tables of the dataset, and what it means where the name does not say. */
  columns: readonly { name: string; sql: string; note?: string }[];
  from: string;
  /** The column that tells the trace. */
  traceIx: string;
}

const time = (name: string, column: string) => ({
  name,
  sql: `make_timestamp_ns(${column})`,
  note: 'UTC, with nanoseconds',
});
const same = (...names: string[]) => names.map((name) => ({ name, sql: name }));

/** The first value that one of these attributes has, out of the line as it was read. */
function attribute(...keys: string[]): string {
  const paths = keys.map((key) => `'$.attributes."${key}"'`).join(', ');
  return `list_filter(try(json_extract_string(raw, [${paths}])), lambda x: x IS NOT NULL)[1]`;
}

export const views: readonly View[] = [
  {
    name: 'traces',
    holds: 'a run',
    from: 'dataset.main.trace',
    traceIx: 'trace_ix',
    columns: [
      ...same('trace_id', 'root_name', 'agent_names', 'model_names', 'service_names'),
      ...same('project_id', 'session_id'),
      time('start_time', 'start_ns'),
      time('end_time', 'end_ns'),
      { name: 'duration_ms', sql: 'duration_ns / 1e6' },
      { name: 'outcome', sql: 'outcome', note: 'error, silent, handled, ok' },
      ...same('span_count', 'error_span_count', 'origin_span_count', 'propagated_span_count'),
      ...same('handled_span_count', 'silent_span_count', 'failed_tool_span_count'),
      ...same('input_tokens', 'output_tokens'),
      { name: 'cost_usd', sql: 'cost_usd', note: 'NULL where nothing was said' },
      ...same('bytes'),
      { name: 'missing_parent_count', sql: 'orphan_count' },
      { name: 'unfinished_span_count', sql: 'unfinished_count' },
    ],
  },
  {
    name: 'spans',
    holds: 'a span',
    from: 'dataset.main.span',
    traceIx: 'trace_ix',
    columns: [
      ...same('trace_id', 'span_id'),
      { name: 'parent_span_id', sql: 'parent_span_id', note: 'NULL for a root' },
      ...same('name', 'otel_kind'),
      { name: 'observation_kind', sql: 'observation_kind', note: 'AGENT, LLM, TOOL, CHAIN, …' },
      time('start_time', 'start_ns'),
      { name: 'end_time', sql: 'make_timestamp_ns(end_ns)', note: 'NULL while unfinished' },
      { name: 'duration_ms', sql: '(end_ns - start_ns) / 1e6' },
      { name: 'status', sql: 'status', note: 'UNSET, OK, ERROR' },
      ...same('status_message'),
      { name: 'error_class', sql: 'error_class', note: 'origin, propagated, handled, silent; NULL: none' },
      {
        name: 'failure_kind',
        sql: 'failure_kind',
        note: 'tool-error, unknown-tool, invalid-arguments, refusal, empty-answer, cut-off, exception',
      },
      { name: 'failure_text', sql: 'failure_text', note: 'what the failure says, cut at 300 characters' },
      {
        name: 'failure_signature',
        sql: 'failure_mask',
        note: 'the same with ids, numbers, paths, times and quotes masked',
      },
      ...same('project_id', 'service_name', 'model_name', 'provider', 'agent_name', 'tool_name'),
      ...same('session_id', 'user_id', 'input_tokens', 'output_tokens', 'cache_read_tokens'),
      ...same('reasoning_tokens', 'cost_usd', 'input_bytes', 'output_bytes'),
      { name: 'input_hash', sql: 'input_hash', note: 'equal inputs have equal hashes' },
      ...same('output_hash'),
      {
        name: 'input',
        sql: attribute(
          'input.value',
          'gen_ai.tool.call.arguments',
          'ai.toolCall.args',
          'traceloop.entity.input',
        ),
        note: 'read out of raw: costs time on many spans',
      },
      {
        name: 'output',
        sql: attribute(
          'output.value',
          'gen_ai.tool.call.result',
          'ai.toolCall.result',
          'traceloop.entity.output',
        ),
        note: 'like input',
      },
      { name: 'raw', sql: 'raw', note: "the span's line of JSON as it was read" },
      { name: 'raw_bytes', sql: 'raw_bytes' },
      { name: 'line', sql: 'line', note: 'in its file, from 1' },
    ],
  },
  {
    name: 'patterns',
    holds: 'a pattern that a detector found',
    from: `(SELECT * FROM dataset.main.pattern JOIN (
        SELECT DISTINCT detector, key, trace_ix FROM dataset.main.pattern_hit) USING (detector, key))`,
    traceIx: 'trace_ix',
    columns: [
      ...same('detector', 'key', 'label', 'subject', 'error_class'),
      { name: 'signature', sql: 'signature', note: 'the masked text that its spans share' },
    ],
  },
  {
    name: 'pattern_hits',
    holds: 'a span that shows a pattern',
    from: 'dataset.main.pattern_hit AS hit JOIN dataset.main.span AS span USING ("row")',
    traceIx: 'hit.trace_ix',
    columns: [
      ...same('detector', 'key', 'trace_id', 'span_id'),
      { name: 'wasted_ms', sql: 'wasted_ns / 1e6' },
      ...same('wasted_tokens'),
    ],
  },
];

/** Statements that make the views, over all traces or those in `memory.main.scope`. */
export function viewStatements(scoped: boolean): string {
  return views.map((view) => viewStatement(view, scoped)).join(';\n');
}

function viewStatement({ name, columns, from, traceIx }: View, scoped: boolean): string {
  const list = columns.map((column) => `${column.sql} AS ${column.name}`).join(', ');
  const where = scoped ? ` WHERE ${traceIx} IN (SELECT trace_ix FROM memory.main.scope)` : '';
  const distinct = name === 'patterns' ? 'DISTINCT ' : '';
  return `CREATE VIEW memory.main.${name} AS SELECT ${distinct}${list} FROM ${from}${where}`;
}

/** "spans(trace_id, span_id, …)", a line each: what a model is told. */
export function describeViews(): string {
  return views
    .map(({ name, columns }) => `${name}(${columns.map((column) => column.name).join(', ')})`)
    .join('; ');
}
