import type { Exchange } from '../../lib/chat/exchange';
import { formatCompact } from '../../lib/format';
import { Spinner } from '../ui/spinner';

/** What a run is at: its turn, the tokens so far, and whether the server is still there. */
export function RunProgress({ exchange, reconnecting }: { exchange: Exchange; reconnecting: number }) {
  const { turn, usage } = exchange;
  const tokens = usage.inputTokens + usage.outputTokens;
  const parts = [
    turn ? `turn ${turn.turn} of ${turn.maxTurns}` : 'starting',
    tokens > 0 ? `${formatCompact(tokens)} tokens` : '',
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
