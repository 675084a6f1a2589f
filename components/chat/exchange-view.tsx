'use client';

import { memo, useMemo } from 'react';
import { type Exchange, type ExchangeItem, isRunning } from '../../lib/chat/exchange';
import { interruptedNotice, type RunNotice, runNotice } from '../../lib/chat/run-outcome';
import { formatMs } from '../../lib/format';
import { describeFilters } from '../../lib/search/describe-filters';
import { FindingCard } from '../findings/finding-card';
import { AnswerReceipt } from './answer-receipt';
import { AnswerText } from './answer-text';
import { ExchangeProvider } from './exchange-context';
import { RunNoticeLine } from './run-notice-line';
import { RunProgress } from './run-progress';
import type { ToolItem } from './tool-call-row';
import { ToolCalls } from './tool-calls';

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
          {grouped(exchange).map((group) =>
            Array.isArray(group) ? (
              <ToolCalls key={group[0]?.seq} items={group} running={running} />
            ) : (
              <Item key={group.seq} item={group} />
            ),
          )}
        </div>
        {exchange.missing > 0 && (
          <p className="text-small text-silent">
            {exchange.missing} events of this run are missing from its log.
          </p>
        )}
        {running && <RunProgress exchange={exchange} reconnecting={reconnecting} />}
        {notice && (
          <RunNoticeLine
            notice={notice}
            onAskAgain={onAskAgain && ((options) => onAskAgain(exchange, options))}
          />
        )}
        {!running && <AnswerReceipt exchange={exchange} />}
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

type Group = ToolItem[] | Exclude<ExchangeItem, ToolItem>;

/** Calls that follow each other are one thing to look at; all else stands alone. */
function grouped({ items }: Exchange): Group[] {
  const found = new Set(items.flatMap((item) => (item.kind === 'finding' ? item.callId : [])));
  const groups: Group[] = [];
  for (const item of items) {
    if (item.kind === 'text' && item.text.trim() === '') continue;
    if (item.kind !== 'tool') {
      groups.push(item);
      continue;
    }
    // The card of an accepted finding stands for the call that reported it.
    if (found.has(item.callId)) continue;
    const last = groups.at(-1);
    if (Array.isArray(last)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

function Item({ item }: { item: Exclude<ExchangeItem, ToolItem> }) {
  switch (item.kind) {
    case 'text':
      return (
        <div className={item.depth > 0 ? 'border-l border-line pl-3 text-secondary' : undefined}>
          <AnswerText text={item.text} />
        </div>
      );
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

function noticeOf({ end, interrupted, unreadable }: Exchange): RunNotice | null {
  if (unreadable !== null) {
    return { tone: 'error', title: 'Not readable', message: unreadable, actions: [] };
  }
  if (interrupted) return interruptedNotice;
  return end ? runNotice(end) : null;
}
