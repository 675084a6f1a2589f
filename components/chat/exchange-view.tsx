'use client';

import { memo, useMemo } from 'react';
import { answerMarkdown } from '../../lib/chat/answer-markdown';
import { type Exchange, type ExchangeItem, isRunning } from '../../lib/chat/exchange';
import { receiptHolds, receiptParts } from '../../lib/chat/receipt-line';
import { interruptedNotice, type RunNotice, runNotice } from '../../lib/chat/run-outcome';
import { formatCompact, formatMs } from '../../lib/format';
import { describeFilters } from '../../lib/search/describe-filters';
import { FindingCard } from '../findings/finding-card';
import { classNames } from '../ui/class-names';
import { CopyButton } from '../ui/copy-button';
import { Spinner } from '../ui/spinner';
import { AnswerText } from './answer-text';
import { ExchangeProvider } from './exchange-context';
import { RunNoticeLine } from './run-notice-line';
import { ToolCallRow } from './tool-call-row';

export type AskAgain = (exchange: Exchange, options: { builtin: boolean }) => void;

export interface ExchangeViewProps {
  exchange: Exchange;
  /** The connection to the server was lost; counts the attempts to get it back. */
  reconnecting: number;
  onAskAgain?: AskAgain | undefined;
  /** Links open the page with this diagnosis beside it. */
  carriesDiagnosis?: boolean;
}

/** A question and what came of it: text, calls and findings where they occurred, and the receipt. */
export const ExchangeView = memo(function ExchangeView(props: ExchangeViewProps) {
  const { exchange, reconnecting, onAskAgain, carriesDiagnosis = false } = props;
  const { started, citations, diagnosisId } = exchange;
  const running = isRunning(exchange);
  const datasetId = started?.datasetId ?? null;
  const linkDiagnosis = carriesDiagnosis ? diagnosisId : null;
  const scope = useMemo(
    () => ({ datasetId, citations, running, linkDiagnosis }),
    [datasetId, citations, running, linkDiagnosis],
  );
  const notice = noticeOf(exchange);
  return (
    <ExchangeProvider value={scope}>
      <article aria-label={exchange.question} className="space-y-3">
        <Question exchange={exchange} />
        <div className="space-y-3">
          {grouped(exchange).map((group) => (
            <Items key={group[0]?.seq} items={group} running={running} />
          ))}
        </div>
        {exchange.missing > 0 && (
          <p className="text-small text-silent">
            {exchange.missing} events of this run are missing from its log.
          </p>
        )}
        {running && <Progress exchange={exchange} reconnecting={reconnecting} />}
        {notice && (
          <RunNoticeLine
            notice={notice}
            onAskAgain={onAskAgain && ((options) => onAskAgain(exchange, options))}
          />
        )}
        {!running && <Receipt exchange={exchange} />}
      </article>
    </ExchangeProvider>
  );
});

function Question({ exchange: { question, started } }: { exchange: Exchange }) {
  const terms = started ? describeFilters(started.filters) : [];
  return (
    <div className="ml-auto w-fit max-w-[88%] rounded-[14px] rounded-br-chip bg-sunk px-3 py-2">
      <p className="break-words whitespace-pre-wrap">{question || '…'}</p>
      {terms.length > 0 && <p className="machine mt-0.5 break-words text-faint">{terms.join(' ')}</p>}
    </div>
  );
}

/** Calls that follow each other stand closer than what else an answer is made of. */
function grouped({ items }: Exchange): ExchangeItem[][] {
  const found = new Set(items.flatMap((item) => (item.kind === 'finding' ? item.callId : [])));
  const groups: ExchangeItem[][] = [];
  for (const item of items) {
    // The card of an accepted finding stands for the call that reported it.
    if (item.kind === 'tool' && found.has(item.callId)) continue;
    if (item.kind === 'text' && item.text.trim() === '') continue;
    const last = groups.at(-1);
    if (item.kind === 'tool' && last?.[0]?.kind === 'tool') last.push(item);
    else groups.push([item]);
  }
  return groups;
}

function Items({ items, running }: { items: ExchangeItem[]; running: boolean }) {
  return (
    <div>
      {items.map((item) => (
        <Item key={item.seq} item={item} running={running} />
      ))}
    </div>
  );
}

function Item({ item, running }: { item: ExchangeItem; running: boolean }) {
  switch (item.kind) {
    case 'text':
      return (
        <div className={item.depth > 0 ? 'border-l border-line pl-3 text-secondary' : undefined}>
          <AnswerText text={item.text} />
        </div>
      );
    case 'tool':
      return <ToolCallRow item={item} running={running} />;
    case 'finding':
      return <FindingCard finding={item.finding} />;
    case 'retry':
      return (
        <p className="text-small text-silent">
          {item.reason.replace(/[.\s]+$/, '')}. Retry {item.attempt} after {formatMs(item.delayMs)}.
        </p>
      );
    case 'compacted':
      return (
        <p className="text-small text-faint">
          {item.itemIds.length} older results were summarised to make room.
        </p>
      );
    default:
      return item satisfies never;
  }
}

function Progress({ exchange, reconnecting }: { exchange: Exchange; reconnecting: number }) {
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

function Receipt({ exchange }: { exchange: Exchange }) {
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

function noticeOf({ end, interrupted, unreadable }: Exchange): RunNotice | null {
  if (unreadable !== null) {
    return { tone: 'error', title: 'Not readable', message: unreadable, actions: [] };
  }
  if (interrupted) return interruptedNotice;
  return end ? runNotice(end) : null;
}
