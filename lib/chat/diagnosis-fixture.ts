import type { DiagnosisEvent, Receipt } from '../contracts/diagnosis-event';
import type { Finding } from '../contracts/finding';
import { runOptionsSchema } from '../contracts/run-options';

/** Omit that keeps a union a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type EventBody = Without<DiagnosisEvent, 'seq' | 'at' | 'agentId' | 'depth' | 'parentCallId'> & {
  agentId?: string;
  depth?: number;
  parentCallId?: string;
};

/** For tests: numbers the events from `firstSeq` and gives each the root agent's envelope. */
export function eventsOf(bodies: EventBody[], firstSeq = 0): DiagnosisEvent[] {
  return bodies.map((body, index) => ({
    seq: firstSeq + index,
    at: 1_764_000_000_000 + index,
    agentId: 'root',
    depth: 0,
    parentCallId: null,
    ...body,
  }));
}

export const runStarted: Extract<EventBody, { type: 'run-started' }> = {
  type: 'run-started',
  diagnosisId: 'd-1',
  datasetId: 'support-1',
  datasetName: 'support-agent.jsonl',
  question: 'What are the most common failure modes?',
  filters: {},
  continues: null,
  options: runOptionsSchema.parse({
    provider: 'builtin',
    model: 'rule-based',
    maxTurns: 20,
    temperature: null,
    maxOutputTokens: null,
  }),
};

export const receiptFixture: Receipt = {
  tracesMatched: 45,
  tracesRead: 3,
  spansRead: 5,
  queries: 4,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  costUsd: null,
  ms: 812,
  citations: 2,
  citationsHold: 2,
  quotes: 1,
  quotesFound: 1,
  resumed: false,
};

/** Of a model without a known price. */
export function usageOf(inputTokens: number, outputTokens: number): Extract<EventBody, { type: 'usage' }> {
  const none = { cachedInputTokens: 0, reasoningTokens: 0, costUsd: null };
  return { type: 'usage', inputTokens, outputTokens, ...none };
}

export const findingFixture: Finding = {
  id: 'f-1',
  title: 'lookup_order is called with order ids the user never gave',
  severity: 'critical',
  kind: 'failed tool',
  claim: 'The tool is asked for an id that stands in no earlier message.',
  evidence: [
    { trace_id: 't-00003', span_id: 's-9', quote: 'OrderNotFound: ORD-404 does not exist' },
    { trace_id: 't-00017', span_id: 's-4' },
  ],
  predicate: { tool_names: ['lookup_order'], has_errors: true },
  confidence: 'high',
  prevalence: { traces: 45, ofTraces: 118, rate: 45 / 118, low: 0.299, high: 0.471 },
  quotesFound: 1,
  datasetId: 'support-1',
  datasetName: 'support-agent.jsonl',
};
