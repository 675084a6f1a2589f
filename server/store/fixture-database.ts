import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, type Database, execute, openForImport, openReadOnly } from '../database';

/** A row of `span` by column name; what is left out has a plain value. Times are nanoseconds. */
export interface FixtureSpan {
  trace_id?: string;
  span_id?: string;
  parent_span_id?: string | null;
  name?: string;
  observation_kind?: string;
  start_ns?: number | bigint | null;
  end_ns?: number | bigint | null;
  status?: string;
  status_message?: string | null;
  error_class?: string | null;
  failure_text?: string | null;
  failure_mask?: string | null;
  failure_kind?: string | null;
  asks_for_tools?: boolean;
  project_id?: string | null;
  service_name?: string | null;
  model_name?: string | null;
  agent_name?: string | null;
  tool_name?: string | null;
  session_id?: string | null;
  input_tokens?: number | null;
  output_tokens?: number | null;
  cost_usd?: number | null;
  input_bytes?: number;
  output_bytes?: number;
  input_hash?: number | null;
  output_hash?: number | null;
  conflict?: boolean;
  orphan?: boolean;
  raw?: string;
}

export interface Fixture {
  database: Database;
  remove(): Promise<void>;
}

export interface FixtureOptions {
  /** Runs on the database while it can be written, such as the detectors. */
  derive?: (database: Database) => Promise<void>;
}

/** A database that holds just these spans, for tests of single queries; whole files are tested with real imports. */
export async function openFixture(
  spans: readonly FixtureSpan[],
  { derive }: FixtureOptions = {},
): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'halo-fixture-'));
  const file = join(folder, 'spans.duckdb');
  const writer = await openForImport(file);
  await execute(writer, readFileSync(new URL('../schema.sql', import.meta.url), 'utf8'));
  await execute(writer, "INSERT INTO source_file VALUES (0, '/data/traces.jsonl', 1000, 10)");
  await insertSpans(writer, spans);
  await execute(writer, deriveTraces);
  await derive?.(writer);
  close(writer);
  const database = await openReadOnly(file);
  return {
    database,
    async remove() {
      close(database);
      await rm(folder, { recursive: true });
    },
  };
}

const plain = {
  parent_span_id: null,
  name: 'span',
  otel_kind: 'INTERNAL',
  observation_kind: 'SPAN',
  start_ns: null,
  end_ns: null,
  status: 'OK',
  asks_for_tools: false,
  input_bytes: 0,
  output_bytes: 0,
  conflict: false,
  orphan: false,
  file_ix: 0,
  byte_offset: 0,
};

/** In statements of many rows: each one is a commit of its own. */
async function insertSpans(writer: Database, spans: readonly FixtureSpan[]): Promise<void> {
  const traces = [...new Set(spans.map((span) => span.trace_id ?? 't1'))];
  const rows = spans.map((span, row) => {
    const trace_id = span.trace_id ?? 't1';
    const span_id = span.span_id ?? `s${row}`;
    const raw = span.raw ?? JSON.stringify({ trace_id, span_id });
    return {
      ...plain,
      ...span,
      row,
      trace_ix: traces.indexOf(trace_id),
      trace_id,
      span_id,
      line: row + 1,
      raw,
      raw_bytes: Buffer.byteLength(raw),
    };
  });
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  for (let from = 0; from < rows.length; from += 50) {
    const params: (string | number | bigint | boolean | null)[] = [];
    const values = rows.slice(from, from + 50).map((row) => {
      const given = new Map(Object.entries(row));
      return `(${[...columns].map((column) => `$${params.push(given.get(column) ?? null)}`).join(', ')})`;
    });
    const names = [...columns].map((column) => `"${column}"`).join(', ');
    await execute(writer, `INSERT INTO span (${names}) VALUES ${values.join(', ')}`, { params });
  }
}

const deriveTraces = `
INSERT INTO trace SELECT trace_ix, any_value(trace_id), min("row"), max("row"), first(name ORDER BY "row"),
  coalesce(list_distinct(list(agent_name) FILTER (agent_name IS NOT NULL)), []),
  coalesce(list_distinct(list(model_name) FILTER (model_name IS NOT NULL)), []),
  coalesce(list_distinct(list(service_name) FILTER (service_name IS NOT NULL)), []),
  any_value(project_id), any_value(session_id), min(start_ns), max(end_ns), max(end_ns) - min(start_ns), count(*),
  count(*) FILTER (status = 'ERROR'), count(*) FILTER (error_class = 'origin'),
  count(*) FILTER (error_class = 'propagated'), count(*) FILTER (error_class = 'handled'),
  count(*) FILTER (error_class = 'silent'), count(*) FILTER (status = 'ERROR' AND observation_kind = 'TOOL'),
  coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0), false, sum(cost_usd), sum(raw_bytes),
  CASE WHEN bool_or(status = 'ERROR') THEN 'error' WHEN bool_or(coalesce(error_class = 'silent', false)) THEN 'silent'
    WHEN bool_or(coalesce(error_class = 'handled', false)) THEN 'handled' ELSE 'ok' END,
  count(*) FILTER (orphan), count(*) FILTER (end_ns IS NULL), count(*) FILTER (conflict)
FROM span GROUP BY trace_ix;
INSERT INTO trace_value SELECT trace_ix, facet, value, count(*), count(*) FILTER (error_class IN ('origin', 'handled', 'silent'))
FROM (
  SELECT trace_ix, error_class,
    unnest(['agent', 'model', 'tool', 'service', 'project']) AS facet,
    unnest([agent_name, model_name, tool_name, service_name, project_id]) AS value
  FROM span
) WHERE value IS NOT NULL GROUP BY ALL;`;
