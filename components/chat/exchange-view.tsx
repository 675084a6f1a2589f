'use client';

import { memo, useMemo } from 'react';
import { answerParts, settledParts } from '../../lib/chat/answer-parts';
import { type Exchange, isRunning } from '../../lib/chat/exchange';
import { runNotice } from '../../lib/chat/run-outcome';
import { formatNumberOf } from '../../lib/format';
import { describeFilters } from '../../lib/search/describe-filters';
import { AnswerParts } from './answer-parts';
import { AnswerReceipt } from './answer-receipt';
import { ExchangeProvider } from './exchange-context';
import { RunNoticeLine } from './run-notice-line';
import { RunProgress } from './run-progress';

export type AskAgain = (exchange: Exchange, options: { builtin: boolean }) => void;

export interface ExchangeViewProps {
  exchange: Exchange;
  /** What was asked before in the same conversation. The same function at every rendering: whole exchanges hang on it. */
  earlier: (exchange: Exchange) => string[];
  /** The connection to the server was lost; counts the attempts to get it back. */
  reconnecting: number;
  onAskAgain?: AskAgain | undefined;
  onResume?: ((exchange: Exchange) => void) | undefined;
  /** Links open the page with this diagnosis beside it. */
  carriesDiagnosis?: boolean;
}

/** A question and what came of it: text, calls and findings where they occurred, the answer first once it is there, and the receipt. */
export const ExchangeView = memo(function ExchangeView(props: ExchangeViewProps) {
  const { exchange, earlier, reconnecting, onAskAgain, onResume, carriesDiagnosis = false } = props;
  const { started, citations, diagnosisId } = exchange;
  const running = isRunning(exchange);
  const datasetId = started?.datasetId ?? null;
  const linkDiagnosis = carriesDiagnosis ? diagnosisId : null;
  const scope = useMemo(
    () => ({ datasetId, citations, running, linkDiagnosis }),
    [datasetId, citations, running, linkDiagnosis],
  );
  const notice = runNotice(exchange);
  return (
    <ExchangeProvider value={scope}>
      <article aria-label={exchange.question} className="scroll-mt-3.5 space-y-3">
        <Question exchange={exchange} />
        <div className="space-y-3">
          <AnswerParts parts={running ? answerParts(exchange) : settledParts(exchange)} exchange={exchange} />
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
            onResume={onResume && (() => onResume(exchange))}
          />
        )}
        {!running && <AnswerReceipt exchange={exchange} earlier={earlier} />}
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
