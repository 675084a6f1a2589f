import type { ObservationKind, Status } from '../../lib/contracts/span';
import { isRecord, type JsonRecord } from './decode-canonical';
import { attributesOf, otelKindOf, statusOf, textOf } from './normalise';
import { observationKindOf } from './observation-kind';
import { type FoundAttributes, readAttributes } from './read-attributes';
import { isInexact, meansTime, readTime } from './read-time';
import { topLevelNumber } from './source-numbers';

/** What one line says, in the columns of a span. Times are nanoseconds, cost is US dollars, null is unknown. */
export interface ExtractedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  otelKind: string;
  observationKind: ObservationKind;
  startNs: bigint | null;
  endNs: bigint | null;
  status: Status;
  statusMessage: string | null;
  projectId: string | null;
  serviceName: string | null;
  modelName: string | null;
  provider: string | null;
  agentName: string | null;
  agentId: string | null;
  toolName: string | null;
  sessionId: string | null;
  userId: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  /** As text: an object as its JSON, flat messages line by line. */
  input: string | null;
  output: string | null;
  /** A process of its own: `service.instance.id`, else `process.pid`. */
  processId: string | null;
}

/** The extracted columns beside what they were made from, which tells how the span failed. */
export interface Extraction {
  span: ExtractedSpan;
  found: FoundAttributes;
  record: JsonRecord;
  /** The first of its times that is there and cannot be read; such a time is null in the span. */
  unreadableTime: UnreadableTime | null;
}

export interface UnreadableTime {
  field: 'start_time' | 'end_time';
  value: unknown;
}

export interface ExtractRequest {
  record: JsonRecord;
  traceId: string;
  spanId: string;
  /** The line, for numbers that JSON.parse has rounded. */
  text: string;
}

/** Reads every field of the precedence table out of a canonical record; never fails, whatever a field holds. */
export function extract({ record, traceId, spanId, text }: ExtractRequest): Extraction {
  const found = readAttributes(attributesOf(record.attributes));
  const resource = attributesOf(isRecord(record.resource) ? record.resource.attributes : undefined);
  const { status, message } = statusOf(record.status);
  const name = textOf(record.name) ?? '(unnamed)';
  const { values } = found;
  const toolName = nameOf(values.get('toolName'));
  const modelName = nameOf(values.get('model'));
  const observationKind = observationKindOf({
    said: found.kinds,
    toolName: toolName ?? undefined,
    model: modelName ?? undefined,
  });
  const start = timeIn(record, 'start_time', text);
  const end = timeIn(record, 'end_time', text);
  const startNs = readTime(start);
  const endNs = readTime(end);
  const span: ExtractedSpan = {
    traceId,
    spanId,
    parentSpanId: parentOf(record, text),
    name,
    otelKind: otelKindOf(record.kind),
    observationKind,
    startNs,
    endNs: endNs === 0n ? null : endNs,
    status,
    statusMessage: message,
    projectId:
      nameOf(values.get('project')) ??
      nameOf(resource['halo.project.id']) ??
      nameOf(resource['service.namespace']),
    serviceName: nameOf(resource['service.name']),
    modelName,
    provider: nameOf(values.get('provider')),
    agentName: nameOf(values.get('agentName')),
    agentId: nameOf(values.get('agentId')),
    toolName: toolName ?? (observationKind === 'TOOL' ? toolNameIn(name) : null),
    sessionId: nameOf(values.get('session')),
    userId: nameOf(values.get('user')),
    inputTokens: countOf(values.get('inputTokens')),
    outputTokens: countOf(values.get('outputTokens')),
    cacheReadTokens: countOf(values.get('cacheReadTokens')),
    reasoningTokens: countOf(values.get('reasoningTokens')),
    costUsd: amountOf(values.get('cost')),
    input: payload(values.get('input') ?? values.get('inputMessages'), found.flatInput),
    output: payload(
      values.get('output') ??
        values.get('outputMessages') ??
        values.get('responseText') ??
        values.get('responseToolCalls'),
      found.flatOutput,
    ),
    processId: nameOf(resource['service.instance.id']) ?? nameOf(resource['process.pid']),
  };
  const unreadableTime =
    (startNs === null ? unreadable('start_time', start) : null) ??
    (endNs === null ? unreadable('end_time', end) : null);
  return { span, found, record, unreadableTime };
}

function parentOf(record: JsonRecord, text: string): string | null {
  const parent = record.parent_span_id;
  if (typeof parent === 'number') return topLevelNumber(text, 'parent_span_id') ?? String(parent);
  const id = textOf(parent);
  // OpenTelemetry's own spelling of "no parent".
  return id === null || /^0{16}$/.test(id) ? null : id;
}

/** A time as it is written, to the last digit. */
function timeIn(record: JsonRecord, key: UnreadableTime['field'], text: string): unknown {
  const value = record[key];
  return isInexact(value) ? (topLevelNumber(text, key) ?? value) : value;
}

function unreadable(field: UnreadableTime['field'], value: unknown): UnreadableTime | null {
  return meansTime(value) ? { field, value } : null;
}

function nameOf(value: unknown): string | null {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : textOf(value);
}

function toolNameIn(spanName: string): string {
  return spanName.replace(/^(?:function\.|execute_tool )/, '');
}

/** A non-negative integer, as a number or spelled out. */
function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && /^\s*\d+(?:\.0+)?\s*$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

function amountOf(value: unknown): number | null {
  const amount = typeof value === 'string' ? Number(value.trim().replace(/^\$/, '')) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : null;
}

function payload(value: unknown, flat: readonly [string, unknown][]): string | null {
  if (typeof value === 'string') return value;
  if (value !== undefined) return JSON.stringify(value);
  if (flat.length === 0) return null;
  return flat
    .map(([key, part]) => `${key}: ${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .join('\n');
}
