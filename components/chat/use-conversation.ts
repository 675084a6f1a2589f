'use client';

import { useCallback, useReducer, useState } from 'react';
import { z } from 'zod';
import { type Conversation, conversationReducer } from '../../lib/chat/chat-state';
import { type Exchange, isRunning } from '../../lib/chat/exchange';
import { type DiagnosisRequest, diagnosisStartedSchema } from '../../lib/contracts/diagnosis-request';
import { errorMessage } from '../../lib/error-message';
import { fetchJson } from '../ui/fetch-json';

export type Question = Omit<DiagnosisRequest, 'continues'>;

/**
 * A conversation and what one can do in it. Runs belong to the server: asking starts one, leaving does not stop it. Render a
 * `FollowRun` for each of `following`, so that their events come in.
 */
export function useConversation(initial: () => Conversation) {
  const [conversation, dispatch] = useReducer(conversationReducer, undefined, initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const [opened, setOpened] = useState(0);
  const { exchanges } = conversation;
  const last = exchanges.at(-1);
  const following = exchanges.filter(isRunning);

  /** The id of the run that it started; null where the server refused, and `problem` says why. */
  const ask = async (question: Question): Promise<string | null> => {
    setProblem(null);
    setSending(true);
    const readable = exchanges.findLast((exchange) => exchange.unreadable === null);
    const continues = readable?.diagnosisId ?? null;
    try {
      const { diagnosisId } = await post('/api/diagnoses', diagnosisStartedSchema, {
        ...question,
        continues,
      });
      dispatch({ type: 'asked', diagnosisId, question: question.question, continues });
      return diagnosisId;
    } catch (error) {
      setProblem(errorMessage(error));
      return null;
    } finally {
      setSending(false);
    }
  };

  const cancel = async () => {
    if (last === undefined) return;
    try {
      await post(`/api/diagnoses/${encodeURIComponent(last.diagnosisId)}/cancel`, z.unknown(), {});
    } catch (error) {
      setProblem(errorMessage(error));
    }
  };

  /** Goes on with a run that was cut off. */
  const resume = useCallback(async ({ diagnosisId }: Pick<Exchange, 'diagnosisId'>) => {
    setProblem(null);
    try {
      await post(`/api/diagnoses/${encodeURIComponent(diagnosisId)}/resume`, diagnosisStartedSchema, {});
      dispatch({ type: 'resumed', diagnosisId });
    } catch (error) {
      setProblem(errorMessage(error));
    }
  }, []);

  const open = (diagnosisId: string) => {
    setProblem(null);
    setOpened(opened + 1);
    dispatch({ type: 'opened', diagnosisId });
  };
  const clear = () => {
    setProblem(null);
    setOpened(opened + 1);
    dispatch({ type: 'cleared' });
  };

  const running = last !== undefined && isRunning(last);
  const state = { conversation, following, last, running, sending, problem };
  /** `opened` changes when another conversation takes the place of this one. */
  return { ...state, opened, dispatch, ask, cancel, resume, open, clear };
}

export type ConversationHandle = ReturnType<typeof useConversation>;

function post<T>(url: string, schema: z.ZodType<T>, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return fetchJson(url, schema, { method: 'POST', headers, body: JSON.stringify(body) });
}
