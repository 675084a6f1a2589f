import type { Finding, Severity } from '../contracts/finding';
import type { Exchange, ExchangeItem } from './exchange';

type ItemOf<Kind extends ExchangeItem['kind']> = Extract<ExchangeItem, { kind: Kind }>;

/** What an answer is shown as. `seq` is that of its first event. */
export type AnswerPart =
  | ItemOf<'text' | 'retry' | 'compacted' | 'resumed'>
  | { kind: 'calls'; seq: number; calls: ItemOf<'tool'>[] }
  | { kind: 'findings'; seq: number; findings: Finding[] };

/**
 * Calls that follow each other are one part, and so are findings, the worst first: they are verified side by side and come in
 * any order. An accepted finding stands for the call that reported it; a call that was refused stays a call.
 */
export function answerParts({ items }: Pick<Exchange, 'items'>): AnswerPart[] {
  // What a subagent found is found; all else that it did stands under the call that asked for it.
  return partsOf(items.filter((item) => item.depth === 0 || item.kind === 'finding'));
}

/** The same of a run that is over: what it says comes before all that it found, and nobody has to look for it under the cards. */
export function settledParts(exchange: Pick<Exchange, 'items'>): AnswerPart[] {
  const parts = answerParts(exchange);
  const cards = parts.filter((part) => part.kind === 'findings');
  const [first] = cards;
  if (first === undefined) return parts;
  const findings = cards.flatMap((part) => part.findings).sort(worstFirst);
  return [...parts.filter((part) => part.kind !== 'findings'), { ...first, findings }];
}

/** What the subagent of a call did and said. */
export function subagentParts({ items }: Pick<Exchange, 'items'>, callId: string): AnswerPart[] {
  return partsOf(items.filter((item) => item.parentCallId === callId));
}

function partsOf(items: readonly ExchangeItem[]): AnswerPart[] {
  const accepted = new Set(items.flatMap((item) => (item.kind === 'finding' ? item.callId : [])));
  const parts: AnswerPart[] = [];
  for (const item of items) {
    const last = parts.at(-1);
    switch (item.kind) {
      case 'tool':
        if (accepted.has(item.callId)) break;
        if (last?.kind === 'calls') last.calls.push(item);
        else parts.push({ kind: 'calls', seq: item.seq, calls: [item] });
        break;
      case 'finding':
        if (last?.kind === 'findings') last.findings = [...last.findings, item.finding].sort(worstFirst);
        else parts.push({ kind: 'findings', seq: item.seq, findings: [item.finding] });
        break;
      case 'text':
        if (item.text.trim() !== '') parts.push(item);
        break;
      case 'retry':
      case 'compacted':
      case 'resumed':
        parts.push(item);
        break;
      default:
        item satisfies never;
    }
  }
  return parts;
}

const ranks: Record<Severity, number> = { critical: 0, major: 1, minor: 2, info: 3 };

function worstFirst(a: Finding, b: Finding): number {
  return ranks[a.severity] - ranks[b.severity] || b.prevalence.traces - a.prevalence.traces;
}
