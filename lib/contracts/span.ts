import { z } from 'zod';

/** What a span observes: HALO's kinds and OpenInference's. */
export const observationKindSchema = z.enum([
  'AGENT',
  'LLM',
  'TOOL',
  'CHAIN',
  'GUARDRAIL',
  'RETRIEVER',
  'RERANKER',
  'EMBEDDING',
  'EVALUATOR',
  'PROMPT',
  'SPAN',
]);
export type ObservationKind = z.infer<typeof observationKindSchema>;

/**
 * How a span went wrong.
 * origin: status ERROR that no child explains. propagated: status ERROR that a child's error explains.
 * handled: a marked failure under another status, after which the run went on. silent: the content says failure, the status does not.
 */
export const errorClassSchema = z.enum(['origin', 'propagated', 'handled', 'silent']);
export type ErrorClass = z.infer<typeof errorClassSchema>;

export const statusSchema = z.enum(['UNSET', 'OK', 'ERROR']);
export type Status = z.infer<typeof statusSchema>;

/** One span without its payload: what the tree and the timeline need. */
export const spanSchema = z.object({
  /** Position in the dataset; names one stored span exactly, even where ids conflict. */
  row: z.number().int(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  name: z.string(),
  observationKind: observationKindSchema,
  /** Nanoseconds after the start of the trace; null where the span has no start time. */
  startOffsetNs: z.number().nullable(),
  /** Nanoseconds; null while unfinished. */
  durationNs: z.number().nullable(),
  status: statusSchema,
  statusMessage: z.string().nullable(),
  errorClass: errorClassSchema.nullable(),
  /** What the failure says, cut at 300 characters: status message, exception or tool result. */
  failureText: z.string().nullable(),
  toolName: z.string().nullable(),
  modelName: z.string().nullable(),
  agentName: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** Bytes of the raw line. */
  bytes: z.number().int(),
  /** Another span of this trace has the same id and says something else. */
  conflict: z.boolean(),
});
export type Span = z.infer<typeof spanSchema>;
