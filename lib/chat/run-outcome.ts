import type { RunEnd } from '../contracts/diagnosis-event';
import { answerText } from './answer-markdown';
import type { Exchange } from './exchange';

/** `resume`: the run goes on from its last complete turn; `settings`: a link there; `ask-again`: the same once more; `ask-builtin`: the same to the analyst that needs no model. */
export type NoticeAction = 'settings' | 'ask-again' | 'ask-builtin' | 'resume';

/** What is said under an exchange that did not simply end in an answer, and the ways out that are offered. */
export interface RunNotice {
  tone: 'error' | 'silent' | 'neutral';
  title: string;
  message: string;
  actions: NoticeAction[];
}

/** Null for a run that goes on, and for one that was answered in the ordinary way. */
export function runNotice(exchange: Exchange): RunNotice | null {
  const { end, interrupted, unreadable } = exchange;
  if (unreadable !== null) {
    return { tone: 'error', title: 'Not readable', message: unreadable, actions: [] };
  }
  if (interrupted) {
    return {
      tone: 'silent',
      title: 'Interrupted',
      message: `The dashboard stopped in the middle of this run. ${whatIsKept(exchange)} It can go on from its last complete turn.`,
      actions: ['resume', 'ask-again'],
    };
  }
  return end && noticeOfEnd(end, exchange);
}

function noticeOfEnd(end: RunEnd, exchange: Exchange): RunNotice | null {
  switch (end.outcome) {
    case 'answered':
      return null;
    case 'salvaged':
      return { tone: 'silent', title: 'Stopped early', message: end.message, actions: [] };
    case 'cancelled':
      return {
        tone: 'neutral',
        title: 'Cancelled',
        message: whatIsKept(exchange),
        actions: ['ask-again'],
      };
    case 'failed':
      return { tone: 'error', ...failures[end.kind], message: end.message };
    default:
      return end satisfies never;
  }
}

/** What stands above the notice of a run that was stopped. */
function whatIsKept(exchange: Exchange): string {
  if (exchange.items.some((item) => item.kind === 'finding'))
    return 'What was found until then is kept above.';
  if (answerText(exchange) !== '') return 'What was written until then is kept above.';
  return 'Nothing was found until then.';
}

type FailureKind = Extract<RunEnd, { outcome: 'failed' }>['kind'];

const failures: Record<FailureKind, Pick<RunNotice, 'title' | 'actions'>> = {
  'no-credentials': { title: 'No valid key', actions: ['settings', 'ask-builtin'] },
  provider: { title: 'The model did not answer', actions: ['ask-again', 'settings', 'ask-builtin'] },
  refused: { title: 'The model refused', actions: ['ask-again', 'ask-builtin'] },
  budget: { title: 'Out of turns', actions: ['ask-again'] },
  internal: { title: 'Something broke here', actions: ['ask-again'] },
};
