'use client';

import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { earlierQuestions } from '../../lib/chat/earlier-questions';
import type { Exchange } from '../../lib/chat/exchange';
import { statusText } from '../../lib/chat/status-text';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { type AskAgain, ExchangeView } from './exchange-view';
import { FollowRun } from './follow-run';
import type { ConversationHandle } from './use-conversation';
import { useReadingPlace } from './use-reading-place';

export interface ConversationViewProps {
  handle: ConversationHandle;
  /** What stands there while nothing was asked. */
  empty: ReactNode;
  onAskAgain?: AskAgain | undefined;
  carriesDiagnosis?: boolean;
  className?: string;
}

/** The exchanges one below the other, scrolled along while an answer grows unless one reads further up. */
export function ConversationView(props: ConversationViewProps) {
  const { handle, empty, onAskAgain, carriesDiagnosis, className } = props;
  const { conversation, dispatch, following, last, running, resume } = handle;
  const { exchanges, reconnecting } = conversation;
  // What is replayed has no question yet, or ends with the first events.
  const live = running && last !== undefined && last.question !== '';
  const turnsOver = last?.items.some((item) => item.kind === 'finding') ?? false;
  const place = useReadingPlace<HTMLElement>({ grows: conversation, live, turnsOver });
  const latest = useRef(exchanges);
  useEffect(() => {
    latest.current = exchanges;
  }, [exchanges]);
  const earlier = useCallback((exchange: Exchange) => earlierQuestions(latest.current, exchange), []);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={place.ref}
        {...place.events}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Conversation"
        className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto outline-offset-[-2px]"
      >
        <div className={classNames('space-y-6 px-3.5 py-3.5', className)}>
          {exchanges.length === 0 && empty}
          {exchanges.map((exchange) => (
            <ExchangeView
              key={exchange.diagnosisId}
              exchange={exchange}
              earlier={earlier}
              reconnecting={reconnecting?.diagnosisId === exchange.diagnosisId ? reconnecting.attempt : 0}
              onAskAgain={exchange === last ? onAskAgain : undefined}
              onResume={exchange === last ? resume : undefined}
              carriesDiagnosis={carriesDiagnosis}
            />
          ))}
        </div>
      </section>
      {!place.atEnd && running && (
        <Button
          small
          onClick={place.toEnd}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-card"
        >
          ↓ Latest
        </Button>
      )}
      <p role="status" className="sr-only">
        {statusText(last)}
      </p>
      {following.map(({ diagnosisId, nextSeq }) => (
        <FollowRun key={diagnosisId} diagnosisId={diagnosisId} nextSeq={nextSeq} dispatch={dispatch} />
      ))}
    </div>
  );
}
