import { z } from 'zod';
import { citationSchema } from './citation';
import { filtersSchema } from './filters';
import { findingSchema } from './finding';
import { providerNameSchema, runOptionsSchema } from './run-options';

/**
 * What an answer rests on. Token counts are of the engine's own model calls, subagents' included; cached and reasoning tokens are
 * parts of input and output. Cost is US dollars, unknown (null) without a price.
 */
export const receiptSchema = z.object({
  tracesMatched: z.number().int(),
  tracesRead: z.number().int(),
  spansRead: z.number().int(),
  queries: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cachedInputTokens: z.number().int().default(0),
  reasoningTokens: z.number().int().default(0),
  costUsd: z.number().nullable(),
  ms: z.number(),
  citations: z.number().int(),
  citationsHold: z.number().int(),
  quotes: z.number().int(),
  quotesFound: z.number().int(),
  /** The run was cut off once: what was read and queried is counted from then on only. */
  resumed: z.boolean().default(false),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const failureKindSchema = z.enum(['no-credentials', 'provider', 'refused', 'budget', 'internal']);

/** How a run ended. `message` says what happened and what to do. */
export const runEndSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('answered'), receipt: receiptSchema }),
  z.object({ outcome: z.literal('salvaged'), receipt: receiptSchema, message: z.string() }),
  z.object({ outcome: z.literal('cancelled') }),
  z.object({ outcome: z.literal('failed'), kind: failureKindSchema, message: z.string() }),
]);
export type RunEnd = z.infer<typeof runEndSchema>;

/**
 * `seq` counts from 0 without gaps; `at` is epoch milliseconds; the root agent is `root` at depth 0, a subagent hangs at the call
 * `parentCallId` of the agent above it.
 */
const envelope = {
  seq: z.number().int().nonnegative(),
  at: z.number(),
  agentId: z.string(),
  depth: z.number().int(),
  parentCallId: z.string().nullable(),
};

/** A turn that was compacted: its calls with their answers, told in a few words. */
export const contextItemSchema = z.object({ itemId: z.string(), summary: z.string() });
export type ContextItem = z.infer<typeof contextItemSchema>;

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
  /** The oldest turns of the agent's conversation gave way to summaries; `get_context_item` brings an item back. */
  z.object({
    ...envelope,
    type: z.literal('context-compacted'),
    items: z.array(contextItemSchema),
    /** Of the whole conversation, estimated. */
    tokensBefore: z.number().int(),
    tokensAfter: z.number().int(),
  }),
  /** Of one call of a model. */
  z.object({
    ...envelope,
    type: z.literal('usage'),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    /** Parts of the two above. */
    cachedInputTokens: z.number().int().default(0),
    reasoningTokens: z.number().int().default(0),
    /** US dollars; null where no price is known. */
    costUsd: z.number().nullable().default(null),
    /** What was called, where it is not the model of the run. */
    model: z.string().optional(),
  }),
  /** The call of the model failed and is made again; what it had said until then, since the agent's last other event, is void. */
  z.object({
    ...envelope,
    type: z.literal('retrying'),
    attempt: z.number().int(),
    delayMs: z.number(),
    reason: z.string(),
  }),
  /**
   * The run was cut off with its process, and goes on from its last complete turn: what came since the root's last `turn-started`,
   * that one included, is void.
   */
  z.object({ ...envelope, type: z.literal('run-resumed'), options: runOptionsSchema }),
  z.object({ ...envelope, type: z.literal('run-ended'), end: runEndSchema }),
]);
export type DiagnosisEvent = z.infer<typeof diagnosisEventSchema>;

/** A line of the list of earlier diagnoses. */
export const diagnosisSummarySchema = z.object({
  id: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  question: z.string(),
  provider: providerNameSchema,
  model: z.string(),
  startedAt: z.number(),
  continues: z.string().nullable(),
  state: z.enum(['running', 'answered', 'salvaged', 'cancelled', 'failed', 'interrupted']),
  findings: z.number().int(),
});
export type DiagnosisSummary = z.infer<typeof diagnosisSummarySchema>;
