'use client';

import { type Dispatch, useEffect, useRef } from 'react';
import type { ConversationAction } from '../../lib/chat/chat-state';
import { readEvents } from '../../lib/chat/read-events';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { errorMessage } from '../../lib/error-message';

export interface FollowRunProps {
  diagnosisId: string;
  /** The seq that is expected next when it is mounted. */
  nextSeq: number;
  dispatch: Dispatch<ConversationAction>;
}

/** Events that come within this time, in ms, are shown together: a stored run appears at once, a live one flows. */
const together = 40;

/** Shows nothing: while it is mounted, the events of the run go into the conversation. */
export function FollowRun({ diagnosisId, nextSeq, dispatch }: FollowRunProps) {
  const from = useRef(nextSeq);
  useEffect(() => {
    const controller = new AbortController();
    void follow({ diagnosisId, from: from.current, dispatch, signal: controller.signal });
    return () => controller.abort();
  }, [diagnosisId, dispatch]);
  return null;
}

interface FollowOptions {
  diagnosisId: string;
  from: number;
  dispatch: Dispatch<ConversationAction>;
  signal: AbortSignal;
}

async function follow({ diagnosisId, from, dispatch, signal }: FollowOptions): Promise<void> {
  let events: DiagnosisEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (events.length > 0 && !signal.aborted) dispatch({ type: 'received', diagnosisId, events });
    events = [];
  };
  const onReconnect = (attempt: number) => dispatch({ type: 'reconnecting', diagnosisId, attempt });
  const request = { diagnosisId, from, signal, fetch: window.fetch.bind(window), wait, onReconnect };
  try {
    for await (const event of readEvents(request)) {
      events.push(event);
      timer ??= setTimeout(flush, together);
    }
    flush();
    if (!signal.aborted) dispatch({ type: 'stream-closed', diagnosisId });
  } catch (error) {
    flush();
    const message = errorMessage(error);
    if (!signal.aborted) dispatch({ type: 'stream-refused', diagnosisId, message });
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
