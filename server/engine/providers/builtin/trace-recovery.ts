import { z } from 'zod';
import { type FoundSpan, readRows, type Viewed } from './answers';
import type { PlayAnswer } from './play';
import { toolOf } from './span-words';
import { citeSpan, plain } from './words';

const recoveryRow = z.object({
  how: z.enum(['recovered', 'went-on', 'stopped']),
  /** The call that failed last without being made good; where all were, the last that failed. */
  what: z.string(),
  span_id: z.string(),
  /** The same call, when it went well afterwards. */
  again: z.string().nullable(),
});
export type Recovery = z.infer<typeof recoveryRow>;

interface Failed {
  what: string;
  spanId: string;
  at: number;
  /** Of all calls of it that failed. */
  isHandled: boolean;
}

/** What came of the calls that failed in a trace whose spans were read, as `recoverySql` tells it; null where none failed. */
export function recoveryOf(viewed: Viewed): Recovery | null {
  const calls = viewed.spans.filter(
    ({ observation_kind }) => observation_kind !== 'AGENT' && observation_kind !== 'CHAIN',
  );
  const failed = new Map<string, Failed>();
  for (const [at, span] of calls.entries()) {
    if (span.error_class === undefined || span.error_class === 'propagated' || span.span_id === undefined)
      continue;
    const isHandled = span.error_class === 'handled' && (failed.get(keyOf(span))?.isHandled ?? true);
    failed.set(keyOf(span), { what: whatOf(span), spanId: span.span_id, at, isHandled });
  }
  if (failed.size === 0) return null;
  const judged = [...failed].map(([key, one]) => {
    const later = calls.slice(one.at + 1).filter((span) => span.error_class === undefined);
    const again = later.find((span) => keyOf(span) === key)?.span_id ?? null;
    return { ...one, again, isGood: one.isHandled || again !== null, wentOn: later.length > 0 };
  });
  const open = judged.filter((one) => !one.isGood);
  const [last] = (open.length > 0 ? open : judged).sort((a, b) => b.at - a.at);
  if (last === undefined) return null;
  const how = open.length === 0 ? 'recovered' : open.every((one) => one.wentOn) ? 'went-on' : 'stopped';
  return { how, what: last.what, span_id: last.spanId, again: last.again };
}

/** The same, of a trace that is too long to be read; undefined where it could not be told. */
export function readRecovery(answer: PlayAnswer | undefined): Recovery | null | undefined {
  const rows = readRows(recoveryRow, answer);
  return rows === undefined ? undefined : (rows[0] ?? null);
}

/** Whether it recovered, in a sentence. */
export function recoveryLine(
  traceId: string,
  { recovery, hasFailures }: { recovery: Recovery | null | undefined; hasFailures: boolean },
): string {
  if (recovery === undefined) return 'Whether it recovered could not be read.';
  if (recovery === null) {
    return hasFailures
      ? 'No call failed: what failed is an agent or a chain, so there was no call to make good.'
      : 'No call failed, so there was nothing to recover from.';
  }
  const { how, what, span_id, again } = recovery;
  const failed = `${plain(what)} ${citeSpan(traceId, span_id)}`;
  switch (how) {
    case 'recovered':
      return again === null
        ? `It recovered: the failure was handled in ${failed}`
        : `It recovered: the last failure was in ${failed}, and the same call went well in ${citeSpan(traceId, again)}`;
    case 'went-on':
      return `It did not recover: the same call never went well after the failure in ${failed}, though the run went on with other calls.`;
    case 'stopped':
      return `It did not recover: no call went well after the failure in ${failed}`;
    default:
      return how satisfies never;
  }
}

function whatOf(span: FoundSpan): string {
  return toolOf(span) ?? span.name ?? '(unnamed)';
}

function keyOf(span: FoundSpan): string {
  return `${span.observation_kind} ${whatOf(span)}`;
}
