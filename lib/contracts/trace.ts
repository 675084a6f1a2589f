import { z } from 'zod';
import { spanSchema } from './span';

/** The worst that happened in a trace: a status ERROR, a silent failure, a handled one, or nothing. */
export const outcomeSchema = z.enum(['error', 'silent', 'handled', 'ok']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const traceSummarySchema = z.object({
  traceId: z.string(),
  rootName: z.string(),
  agentNames: z.array(z.string()),
  modelNames: z.array(z.string()),
  serviceNames: z.array(z.string()),
  projectId: z.string().nullable(),
  sessionId: z.string().nullable(),
  /** ISO 8601 with nanoseconds, UTC; null where no span has a start. */
  startTime: z.string().nullable(),
  /** First start to last end, in nanoseconds. */
  durationNs: z.number().nullable(),
  spanCount: z.number().int(),
  /** Spans with status ERROR. */
  errorSpanCount: z.number().int(),
  handledSpanCount: z.number().int(),
  silentSpanCount: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** The counts come from an agent's roll-up, because no model call has any. */
  tokensFromRollup: z.boolean(),
  /** US dollars; null where no span says. */
  costUsd: z.number().nullable(),
  bytes: z.number().int(),
  outcome: outcomeSchema,
  /** Spans whose parent is not in the dataset. */
  orphanCount: z.number().int(),
  unfinishedCount: z.number().int(),
  conflictCount: z.number().int(),
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

/** A trace as it is opened: its summary and every span, in order of start. */
export const traceSchema = z.object({ summary: traceSummarySchema, spans: z.array(spanSchema) });
export type Trace = z.infer<typeof traceSchema>;

export const traceSortSchema = z.enum([
  'start',
  'duration',
  'spans',
  'errors',
  'tokens',
  'cost',
  'bytes',
  'name',
  'agent',
  'model',
]);
export type TraceSort = z.infer<typeof traceSortSchema>;
export const sortOrderSchema = z.enum(['asc', 'desc']);

export const tracePageSchema = z.object({
  total: z.number().int(),
  offset: z.number().int(),
  traces: z.array(traceSummarySchema),
});
export type TracePage = z.infer<typeof tracePageSchema>;
