import type { PlantKind } from '../../sample/run-plan';
import type { Line, SeededSample } from './seeded-sample';

/** Kinds whose spans are calls that failed. */
export const failureKinds = [
  'order-not-found',
  'refund-declined',
  'rate-limited',
  'silent-error-object',
  'silent-missing-file',
  'silent-http-status',
  'refusal',
  'cut-off',
  'handled-exception',
  'unknown-tool',
  'invalid-arguments',
  'retry-storm',
  'empty-answer',
] as const satisfies readonly PlantKind[];
export type FailureKind = (typeof failureKinds)[number];

export type Outcome = 'recovered' | 'went-on' | 'stopped';

/** A trace in which calls failed as planted, and what came of it by the order of its lines. */
export interface FailedTrace {
  traceId: string;
  kind: FailureKind;
  spanIds: readonly string[];
  outcome: Outcome;
}

/** Every trace in which a call failed. What came of it is read from the lines, with the planted spans as those that failed. */
export function failedTraces({ truth, spans }: Pick<SeededSample, 'truth' | 'spans'>): FailedTrace[] {
  return failureKinds.flatMap((kind) =>
    truth.planted[kind].map(({ traceId, spanIds }) => {
      const calls = (spans.get(traceId) ?? []).filter(isCall);
      return {
        traceId,
        kind,
        spanIds,
        outcome: kind === 'handled-exception' ? 'recovered' : outcomeOf(calls, spanIds),
      };
    }),
  );
}

function isCall({ attributes }: Line): boolean {
  const kind = attributes['inference.observation_kind'];
  return kind !== 'AGENT' && kind !== 'CHAIN';
}

function outcomeOf(calls: readonly Line[], failed: readonly string[]): Outcome {
  const last = calls.findLastIndex((call) => failed.includes(call.span_id));
  const name = calls[last]?.name;
  const later = calls.slice(last + 1);
  if (later.some((call) => call.name === name)) return 'recovered';
  return later.length > 0 ? 'went-on' : 'stopped';
}
