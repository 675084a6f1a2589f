import { z } from 'zod';
import { citationSchema } from './citation';
import { filtersSchema } from './filters';
import { findingSchema } from './finding';

/** What an answer rests on. Token counts are of the engine's own model calls; cost is unknown (null) without a price. */
export const receiptSchema = z.object({
  tracesMatched: z.number().int(),
  tracesRead: z.number().int(),
  spansRead: z.number().int(),
  queries: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costUsd: z.number().nullable(),
  ms: z.number(),
  citations: z.number().int(),
  citationsHold: z.number().int(),
  quotes: z.number().int(),
  quotesFound: z.number().int(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** The options of a run, as they were in force. */
export const runOptionsSchema = z.object({
  provider: z.enum(['openai', 'builtin']),
  model: z.string(),
  maxTurns: z.number().int().min(1).max(100),
  temperature: z.number().min(0).max(2).nullable(),
  maxOutputTokens: z.number().int().positive().nullable(),
});
export type RunOptions = z.infer<typeof runOptionsSchema>;

export const failureKindSchema = z.enum(['no-credentials', 'provider', 'refused', 'budget', 'internal']);

/** How a run ended. `message` says what happened and what to do. */
export const runEndSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('answered'), receipt: receiptSchema }),
  z.object({ outcome: z.literal('salvaged'), receipt: receiptSchema, message: z.string() }),
  z.object({ outcome: z.literal('cancelled') }),
  z.object({ outcome: z.literal('failed'), kind: failureKindSchema, message: z.string() }),
]);
export type RunEnd = z.infer<typeof runEndSchema>;

/** `seq` counts from 0 without gaps; `at` is epoch milliseconds; the root agent is `root` at depth 0. */
const envelope = {
  seq: z.number().int().nonnegative(),
  at: z.number(),
  agentId: z.string(),
  depth: z.number().int(),
  parentCallId: z.string().nullable(),
};

export const diagnosisEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...envelope,
    type: z.literal('run-started'),
    diagnosisId: z.string(),
    datasetId: z.string(),
    datasetName: z.string(),
    question: z.string(),
    /** The filters that were on screen; the question is about these traces. */
    filters: filtersSchema,
    /** What the pattern among them says. */
    patternName: z.string().nullable().optional(),
    /** The diagnosis that this one goes on from. */
    continues: z.string().nullable(),
    options: runOptionsSchema,
  }),
  z.object({
    ...envelope,
    type: z.literal('turn-started'),
    turn: z.number().int(),
    maxTurns: z.number().int(),
  }),
  z.object({ ...envelope, type: z.literal('text-delta'), text: z.string() }),
  z.object({
    ...envelope,
    type: z.literal('tool-called'),
    callId: z.string(),
    name: z.string(),
    args: z.unknown(),
  }),
  z.object({
    ...envelope,
    type: z.literal('tool-finished'),
    callId: z.string(),
    ok: z.boolean(),
    result: z.unknown(),
    ms: z.number(),
  }),
  z.object({ ...envelope, type: z.literal('finding-reported'), callId: z.string(), finding: findingSchema }),
  /** All citations of the answer so far, each with what was found; a later one replaces an earlier one. */
  z.object({ ...envelope, type: z.literal('citations-checked'), citations: z.array(citationSchema) }),
  z.object({ ...envelope, type: z.literal('context-compacted'), itemIds: z.array(z.string()) }),
  z.object({
    ...envelope,
    type: z.literal('usage'),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
  }),
  /** The call of the model failed and is made again; what it had said until then, since the agent's last other event, is void. */
  z.object({
    ...envelope,
    type: z.literal('retrying'),
    attempt: z.number().int(),
    delayMs: z.number(),
    reason: z.string(),
  }),
  z.object({ ...envelope, type: z.literal('run-ended'), end: runEndSchema }),
]);
export type DiagnosisEvent = z.infer<typeof diagnosisEventSchema>;

/** A line of the list of earlier diagnoses. */
export const diagnosisSummarySchema = z.object({
  id: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  question: z.string(),
  provider: z.enum(['openai', 'builtin']),
  model: z.string(),
  startedAt: z.number(),
  continues: z.string().nullable(),
  state: z.enum(['running', 'answered', 'salvaged', 'cancelled', 'failed', 'interrupted']),
  findings: z.number().int(),
});
export type DiagnosisSummary = z.infer<typeof diagnosisSummarySchema>;
