import type { Finding } from '../contracts/finding';
import type { Exchange, ExchangeItem } from './exchange';

type ItemOf<Kind extends ExchangeItem['kind']> = Extract<ExchangeItem, { kind: Kind }>;

/** What an answer is shown as. `seq` is that of its first event. */
export type AnswerPart =
  | ItemOf<'text' | 'retry' | 'compacted'>
  | { kind: 'calls'; seq: number; calls: ItemOf<'tool'>[] }
  | { kind: 'findings'; seq: number; findings: Finding[] };

/**
 * Calls that follow each other are one part, and so are findings. An accepted finding stands for the call that reported it; a call that
 * was refused stays a call.
 */
export function answerParts({ items }: Pick<Exchange, 'items'>): AnswerPart[] {
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
        if (last?.kind === 'findings') last.findings.push(item.finding);
        else parts.push({ kind: 'findings', seq: item.seq, findings: [item.finding] });
        break;
      case 'text':
        if (item.text.trim() !== '') parts.push(item);
        break;
      case 'retry':
      case 'compacted':
        parts.push(item);
        break;
      default:
        item satisfies never;
    }
  }
  return parts;
}
