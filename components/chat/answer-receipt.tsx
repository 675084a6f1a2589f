import { answerMarkdown } from '../../lib/chat/answer-markdown';
import type { Exchange } from '../../lib/chat/exchange';
import { receiptHolds, receiptParts } from '../../lib/chat/receipt-line';
import { classNames } from '../ui/class-names';
import { CopyButton } from '../ui/copy-button';

/** What the answer rests on, in small mono, and the answer to carry away. Nothing for a run without an answer. */
export function AnswerReceipt({ exchange }: { exchange: Exchange }) {
  const { end } = exchange;
  const receipt = end && 'receipt' in end ? end.receipt : null;
  if (receipt === null) return null;
  const parts = receiptParts(receipt);
  return (
    <footer className="flex items-start justify-between gap-3 border-t border-dashed border-line-strong pt-2">
      <p className="machine min-w-0 text-faint">
        {parts.slice(0, -1).join(' · ')} ·{' '}
        <span className={classNames(!receiptHolds(receipt) && 'text-error')}>{parts.at(-1)}</span>
      </p>
      <CopyButton
        text={() => answerMarkdown(exchange, { origin: window.location.origin })}
        title="Copy question, answer, findings and receipt as Markdown"
        className="-mt-0.5 -mr-2"
      >
        Copy answer
      </CopyButton>
    </footer>
  );
}
