import { type Batch, type ColumnValues, maxBatchRows } from '../row-batch';
import type { ExtractedSpan } from './extract';
import type { Failure } from './failure';

/** One span and where it was read. */
export interface StoredSpan {
  said: ExtractedSpan;
  row: number;
  traceIx: number;
  failure: Failure | null;
  /** Of a model's answer. */
  asksForTools: boolean;
  fileIx: number;
  line: number;
  byteOffset: number;
  raw: Uint8Array;
}

type Read<Value> = (span: StoredSpan) => Value;
type Column =
  | { name: string; type: 'VARCHAR'; read: Read<string | Uint8Array | null> }
  | { name: string; type: 'BIGINT'; read: Read<bigint | number | null> }
  | { name: string; type: 'INTEGER'; read: Read<number> }
  | { name: string; type: 'DOUBLE'; read: Read<number | null> }
  | { name: string; type: 'BOOLEAN'; read: Read<boolean> };

/** What goes to the database; `input` and `output` end there, as a length and a hash. */
const columns: readonly Column[] = [
  { name: 'row', type: 'BIGINT', read: (span) => span.row },
  { name: 'trace_ix', type: 'INTEGER', read: (span) => span.traceIx },
  { name: 'trace_id', type: 'VARCHAR', read: ({ said }) => said.traceId },
  { name: 'span_id', type: 'VARCHAR', read: ({ said }) => said.spanId },
  { name: 'parent_span_id', type: 'VARCHAR', read: ({ said }) => said.parentSpanId },
  { name: 'name', type: 'VARCHAR', read: ({ said }) => said.name },
  { name: 'otel_kind', type: 'VARCHAR', read: ({ said }) => said.otelKind },
  { name: 'observation_kind', type: 'VARCHAR', read: ({ said }) => said.observationKind },
  { name: 'start_ns', type: 'BIGINT', read: ({ said }) => said.startNs },
  { name: 'end_ns', type: 'BIGINT', read: ({ said }) => said.endNs },
  { name: 'status', type: 'VARCHAR', read: ({ said }) => said.status },
  { name: 'status_message', type: 'VARCHAR', read: ({ said }) => said.statusMessage },
  { name: 'error_class', type: 'VARCHAR', read: (span) => span.failure?.errorClass ?? null },
  { name: 'failure_text', type: 'VARCHAR', read: (span) => span.failure?.text ?? null },
  { name: 'failure_mask', type: 'VARCHAR', read: (span) => span.failure?.mask ?? null },
  { name: 'failure_kind', type: 'VARCHAR', read: (span) => span.failure?.failureKind ?? null },
  { name: 'asks_for_tools', type: 'BOOLEAN', read: (span) => span.asksForTools },
  { name: 'project_id', type: 'VARCHAR', read: ({ said }) => said.projectId },
  { name: 'service_name', type: 'VARCHAR', read: ({ said }) => said.serviceName },
  { name: 'model_name', type: 'VARCHAR', read: ({ said }) => said.modelName },
  { name: 'provider', type: 'VARCHAR', read: ({ said }) => said.provider },
  { name: 'agent_name', type: 'VARCHAR', read: ({ said }) => said.agentName },
  { name: 'agent_id', type: 'VARCHAR', read: ({ said }) => said.agentId },
  { name: 'tool_name', type: 'VARCHAR', read: ({ said }) => said.toolName },
  { name: 'session_id', type: 'VARCHAR', read: ({ said }) => said.sessionId },
  { name: 'user_id', type: 'VARCHAR', read: ({ said }) => said.userId },
  { name: 'input_tokens', type: 'BIGINT', read: ({ said }) => said.inputTokens },
  { name: 'output_tokens', type: 'BIGINT', read: ({ said }) => said.outputTokens },
  { name: 'cache_read_tokens', type: 'BIGINT', read: ({ said }) => said.cacheReadTokens },
  { name: 'reasoning_tokens', type: 'BIGINT', read: ({ said }) => said.reasoningTokens },
  { name: 'cost_usd', type: 'DOUBLE', read: ({ said }) => said.costUsd },
  { name: 'input', type: 'VARCHAR', read: ({ said }) => said.input },
  { name: 'output', type: 'VARCHAR', read: ({ said }) => said.output },
  { name: 'file_ix', type: 'INTEGER', read: (span) => span.fileIx },
  { name: 'line', type: 'BIGINT', read: (span) => span.line },
  { name: 'byte_offset', type: 'BIGINT', read: (span) => span.byteOffset },
  { name: 'raw_bytes', type: 'INTEGER', read: (span) => span.raw.byteLength },
  { name: 'raw', type: 'VARCHAR', read: (span) => span.raw },
];

export const incomingColumns = columns.map(({ name, type }) => ({ name, type }));

/** Stores spans as they come; lengths and hashes are DuckDB's work, which does it on its own threads. */
export function insertSpans(incoming: string): string {
  const kept = columns.map(({ name }) => name).filter((name) => name !== 'input' && name !== 'output');
  return `INSERT INTO span BY NAME SELECT ${kept.map((name) => `"${name}"`).join(', ')},
    coalesce(strlen("input"), 0)::INTEGER AS input_bytes, coalesce(strlen("output"), 0)::INTEGER AS output_bytes,
    CASE WHEN "input" IS NOT NULL THEN (hash("input") >> 1)::BIGINT END AS input_hash,
    CASE WHEN "output" IS NOT NULL THEN (hash("output") >> 1)::BIGINT END AS output_hash,
    false AS conflict, false AS orphan FROM ${incoming}`;
}

/** Columns of up to `maxBatchRows` spans. */
export function spanBatch(spans: readonly StoredSpan[]): Batch {
  return { rows: spans.length, columns: columns.map((column) => columnOf(column, spans)) };
}

function columnOf(column: Column, spans: readonly StoredSpan[]): ColumnValues {
  switch (column.type) {
    case 'VARCHAR':
      return { type: 'VARCHAR', values: spans.map(column.read) };
    case 'INTEGER': {
      const values = new Int32Array(maxBatchRows);
      spans.forEach((span, at) => {
        values[at] = column.read(span);
      });
      return { type: 'INTEGER', values };
    }
    case 'BIGINT': {
      const values = new BigInt64Array(maxBatchRows);
      const valid = validity(spans, (span, at) => {
        const value = column.read(span);
        if (value !== null) values[at] = typeof value === 'bigint' ? value : BigInt(value);
        return value !== null;
      });
      return { type: 'BIGINT', values, ...valid };
    }
    case 'DOUBLE': {
      const values = new Float64Array(maxBatchRows);
      const valid = validity(spans, (span, at) => {
        const value = column.read(span);
        if (value !== null) values[at] = value;
        return value !== null;
      });
      return { type: 'DOUBLE', values, ...valid };
    }
    case 'BOOLEAN': {
      const values = new Uint8Array(maxBatchRows);
      spans.forEach((span, at) => {
        values[at] = column.read(span) ? 1 : 0;
      });
      return { type: 'BOOLEAN', values };
    }
    default:
      return column satisfies never;
  }
}

/** Writes each value and keeps a bit of whether there was one; nothing where all were. */
function validity(
  spans: readonly StoredSpan[],
  write: (span: StoredSpan, at: number) => boolean,
): { valid?: Uint8Array } {
  let valid: Uint8Array | undefined;
  spans.forEach((span, at) => {
    if (write(span, at)) return;
    valid ??= new Uint8Array(maxBatchRows / 8).fill(255);
    valid[at >> 3] = (valid[at >> 3] ?? 0) & ~(1 << (at & 7));
  });
  return valid ? { valid } : {};
}
