import { z } from 'zod';
import { errorClassSchema, observationKindSchema, type Span, statusSchema } from '../../lib/contracts/span';
import { integer, nullableInteger, nullableText } from './row-values';

/** The columns of `span` that `spanRow` reads; `trace` stands beside it, for the offset of the start. */
export const spanColumns = `span."row", span.span_id, span.parent_span_id, span.name, span.observation_kind,
  span.start_ns - trace.start_ns AS start_offset_ns, span.end_ns - span.start_ns AS duration_ns, span.status,
  span.status_message, span.error_class, span.failure_text, span.tool_name, span.model_name, span.agent_name,
  span.input_tokens, span.output_tokens, span.cost_usd, span.raw_bytes, span.conflict`;

/** Spans in order of start; those without one come last, in order of reading. */
export const spanOrder = 'span.start_ns NULLS LAST, span."row"';

export const spanFields = {
  row: integer,
  span_id: z.string(),
  parent_span_id: nullableText,
  name: z.string(),
  observation_kind: observationKindSchema,
  start_offset_ns: nullableInteger,
  duration_ns: nullableInteger,
  status: statusSchema,
  status_message: nullableText,
  error_class: errorClassSchema.nullable(),
  failure_text: nullableText,
  tool_name: nullableText,
  model_name: nullableText,
  agent_name: nullableText,
  input_tokens: nullableInteger,
  output_tokens: nullableInteger,
  cost_usd: z.number().nullable(),
  raw_bytes: integer,
  conflict: z.boolean(),
};

const fields = z.object(spanFields);

export function toSpan(row: z.output<typeof fields>): Span {
  return {
    row: row.row,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    name: row.name,
    observationKind: row.observation_kind,
    startOffsetNs: row.start_offset_ns,
    durationNs: row.duration_ns,
    status: row.status,
    statusMessage: row.status_message,
    errorClass: row.error_class,
    failureText: row.failure_text,
    toolName: row.tool_name,
    modelName: row.model_name,
    agentName: row.agent_name,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    costUsd: row.cost_usd,
    bytes: row.raw_bytes,
    conflict: row.conflict,
  };
}

export const spanRow = fields.transform(toSpan);
