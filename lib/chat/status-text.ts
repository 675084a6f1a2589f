import { formatNumberOf } from '../format';
import { type Exchange, isRunning } from './exchange';
import { receiptHolds } from './receipt-line';

/** What goes on, in one sentence for those who listen instead of look. Changes with a turn, a tool or the end; not with each word. */
export function statusText(exchange: Exchange | undefined): string {
  if (exchange === undefined) return '';
  if (!isRunning(exchange)) return endText(exchange);
  const atWork = subagentsAtWork(exchange);
  if (atWork > 0) return `${formatNumberOf(atWork, 'subagent')} at work.`;
  const running = exchange.items.findLast((item) => item.kind === 'tool' && item.outcome.state === 'running');
  if (running?.kind === 'tool') return `Calling ${running.name}.`;
  if (exchange.turn === null) return 'Starting.';
  return `Turn ${exchange.turn.turn} of ${exchange.turn.maxTurns}.`;
}

/** Calls of subagents that have not answered yet. */
export function subagentsAtWork({ items }: Pick<Exchange, 'items'>): number {
  return items.filter(
    (item) => item.kind === 'tool' && item.name === 'call_subagent' && item.outcome.state === 'running',
  ).length;
}

function endText({ end, unreadable }: Exchange): string {
  if (unreadable !== null) return unreadable;
  switch (end?.outcome) {
    case undefined:
      return 'The run was interrupted.';
    case 'answered':
    case 'salvaged':
      return receiptHolds(end.receipt) ? 'Answered.' : 'Answered; not everything that is cited was found.';
    case 'cancelled':
      return 'Cancelled.';
    case 'failed':
      return `Failed: ${end.message}`;
    default:
      return end satisfies never;
  }
}
