import type { AnswerPart } from '../../lib/chat/answer-parts';
import { type Exchange, isRunning } from '../../lib/chat/exchange';
import { formatCompact, formatMs, formatNumberOf } from '../../lib/format';
import { FindingList } from '../findings/finding-list';
import { AnswerText } from './answer-text';
import { ToolCalls } from './tool-calls';

export interface AnswerPartsProps {
  /** Those of the root, or of one subagent. */
  parts: AnswerPart[];
  exchange: Exchange;
}

/** Text, calls and findings, in their order. */
export function AnswerParts({ parts, exchange }: AnswerPartsProps) {
  return parts.map((part) => <Part key={part.seq} part={part} exchange={exchange} />);
}

function Part({ part, exchange }: { part: AnswerPart; exchange: Exchange }) {
  switch (part.kind) {
    case 'text':
      return <AnswerText text={part.text} />;
    case 'calls':
      return <ToolCalls items={part.calls} exchange={exchange} running={isRunning(exchange)} />;
    case 'findings':
      return <FindingList findings={part.findings} />;
    case 'retry':
      return (
        <p className="text-small text-silent">
          {part.reason.replace(/[.\s]+$/, '')}. Retry {part.attempt} after {formatMs(part.delayMs)}.
        </p>
      );
    case 'compacted':
      return <Compacted part={part} />;
    case 'resumed':
      return <p className="text-small text-silent">Resumed after a restart, from the last complete turn.</p>;
    default:
      return part satisfies never;
  }
}

/** Turns that gave way to summaries, which can be read. */
function Compacted({ part }: { part: Extract<AnswerPart, { kind: 'compacted' }> }) {
  const { items, tokensBefore, tokensAfter } = part;
  return (
    <details className="text-small text-secondary">
      <summary className="w-fit marker:text-[9px] marker:text-ghost hover:text-ink">
        {formatNumberOf(items.length, 'turn')} summarised to make room ({formatCompact(tokensBefore)} →{' '}
        {formatCompact(tokensAfter)} tokens)
      </summary>
      <dl className="mt-1 space-y-1.5 border-l border-line pl-3">
        {items.map(({ itemId, summary }) => (
          <div key={itemId}>
            <dt className="machine text-faint">{itemId}</dt>
            <dd className="break-words whitespace-pre-wrap">{summary}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
