import { answerMarkdown, answerText } from '../../lib/chat/answer-markdown';
import type { Exchange } from '../../lib/chat/exchange';
import { answerHandOver } from '../../lib/chat/hand-over';
import { receiptHolds, receiptParts } from '../../lib/chat/receipt-line';
import type { Receipt } from '../../lib/contracts/diagnosis-event';
import { HandOverButton } from '../findings/hand-over-button';
import { classNames } from '../ui/class-names';
import { CopyButton } from '../ui/copy-button';

export interface AnswerReceiptProps {
  exchange: Exchange;
  /** What was asked before in the same conversation; asked for when it is needed. */
  earlier: (exchange: Exchange) => string[];
}

/**
 * What the answer rests on, in small mono, and the answer to carry away: where a run was stopped, as much as was answered until
 * then. Nothing where there is neither.
 */
export function AnswerReceipt({ exchange, earlier }: AnswerReceiptProps) {
  const { end } = exchange;
  const receipt = end && 'receipt' in end ? end.receipt : null;
  if (receipt === null && !saysSomething(exchange)) return null;
  return (
    <footer className="flex flex-wrap items-start justify-between gap-x-1 gap-y-1 border-t border-dashed border-line-strong pt-2">
      {receipt && <ReceiptLine receipt={receipt} />}
      <HandOverButton
        look="quiet"
        prompt={() =>
          answerHandOver(exchange, { origin: window.location.origin, earlier: earlier(exchange) })
        }
        className="-mt-0.5 ml-auto"
      />
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

function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const parts = receiptParts(receipt);
  return (
    <p className="machine min-w-0 text-faint">
      {parts.slice(0, -1).join(' · ')} ·{' '}
      <span className={classNames(!receiptHolds(receipt) && 'text-error')}>{parts.at(-1)}</span>
    </p>
  );
}

function saysSomething(exchange: Exchange): boolean {
  return answerText(exchange) !== '' || exchange.items.some((item) => item.kind === 'finding');
}
