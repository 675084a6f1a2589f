import type { Exchange } from '../../lib/chat/exchange';
import { subagentsAtWork } from '../../lib/chat/status-text';
import { formatCompact, formatCost, formatNumberOf } from '../../lib/format';
import { Spinner } from '../ui/spinner';

/** What a run is at: its turn, the tokens so far, and whether the server is still there. */
export function RunProgress({ exchange, reconnecting }: { exchange: Exchange; reconnecting: number }) {
  const { turn, usage } = exchange;
  const atWork = subagentsAtWork(exchange);
  const tokens = usage.inputTokens + usage.outputTokens;
  const parts = [
    turn ? `turn ${turn.turn} of ${turn.maxTurns}` : 'starting',
    atWork > 0 ? `${formatNumberOf(atWork, 'subagent')} at work` : '',
    tokens > 0 ? `${formatCompact(tokens)} tokens` : '',
    tokens > 0 && usage.costUsd !== null ? formatCost(usage.costUsd) : '',
    // The first attempt is over before one has read about it.
    reconnecting > 1 ? 'the dashboard does not answer; trying again' : '',
  ];
  return (
    <p className="machine flex items-center gap-2 text-faint">
      <Spinner />
      <span className="figures">{parts.filter((part) => part !== '').join(' · ')}</span>
    </p>
  );
}
