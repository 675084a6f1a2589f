'use client';

import { memo, useMemo } from 'react';
import { type AnswerPart, answerParts } from '../../lib/chat/answer-parts';
import { type Exchange, isRunning } from '../../lib/chat/exchange';
import { interruptedNotice, type RunNotice, runNotice } from '../../lib/chat/run-outcome';
import { formatMs, formatNumberOf } from '../../lib/format';
import { describeFilters } from '../../lib/search/describe-filters';
import { FindingList } from '../findings/finding-list';
import { AnswerReceipt } from './answer-receipt';
import { AnswerText } from './answer-text';
import { ExchangeProvider } from './exchange-context';
import { RunNoticeLine } from './run-notice-line';
import { RunProgress } from './run-progress';
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
      <article aria-label={exchange.question} className="scroll-mt-3.5 space-y-3">
        <Question exchange={exchange} />
        <div className="space-y-3">
          {answerParts(exchange).map((part) => (
            <Part key={part.seq} part={part} running={running} />
          ))}
        </div>
        {exchange.missing > 0 && (
          <p className="text-small text-silent">
            {formatNumberOf(exchange.missing, 'event')} of this run {exchange.missing === 1 ? 'is' : 'are'}{' '}
            missing from its log.
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
  const terms = started ? describeFilters(started.filters, started.patternName) : [];
  return (
    <div className="ml-auto w-fit max-w-[88%] rounded-[14px] rounded-br-chip bg-sunk px-3 py-2">
      <p className="break-words whitespace-pre-wrap">{question || '…'}</p>
      {terms.length > 0 && <p className="machine mt-0.5 break-words text-faint">{terms.join(' ')}</p>}
    </div>
  );
}

function Part({ part, running }: { part: AnswerPart; running: boolean }) {
  switch (part.kind) {
    case 'text':
      return (
        <div className={part.depth > 0 ? 'border-l border-line pl-3 text-secondary' : undefined}>
          <AnswerText text={part.text} />
        </div>
      );
    case 'calls':
      return <ToolCalls items={part.calls} running={running} />;
    case 'findings':
      return <FindingList findings={part.findings} />;
    case 'retry':
      return (
        <p className="text-small text-silent">
          {part.reason.replace(/[.\s]+$/, '')}. Retry {part.attempt} after {formatMs(part.delayMs)}.
        </p>
      );
    case 'compacted':
      return (
        <p className="text-small text-faint">
          {formatNumberOf(part.items.length, 'older result')} {part.items.length === 1 ? 'was' : 'were'}{' '}
          summarised to make room.
        </p>
      );
    default:
      return part satisfies never;
  }
}

function noticeOf({ end, interrupted, unreadable }: Exchange): RunNotice | null {
  if (unreadable !== null) {
    return { tone: 'error', title: 'Not readable', message: unreadable, actions: [] };
  }
  if (interrupted) return interruptedNotice;
  return end ? runNotice(end) : null;
}
