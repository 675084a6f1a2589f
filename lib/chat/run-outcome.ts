import type { RunEnd } from '../contracts/diagnosis-event';

/** `resume`: the run goes on from its last complete turn; `settings`: a link there; `ask-again`: the same once more; `ask-builtin`: the same to the analyst that needs no model. */
export type NoticeAction = 'settings' | 'ask-again' | 'ask-builtin' | 'resume';

/** What is said under an exchange that did not simply end in an answer, and the ways out that are offered. */
export interface RunNotice {
  tone: 'error' | 'silent' | 'neutral';
  title: string;
  message: string;
  actions: NoticeAction[];
}

/** Null for a run that was answered in the ordinary way. */
export function runNotice(end: RunEnd): RunNotice | null {
  switch (end.outcome) {
    case 'answered':
      return null;
    case 'salvaged':
      return { tone: 'silent', title: 'Stopped early', message: end.message, actions: [] };
    case 'cancelled':
      return {
        tone: 'neutral',
        title: 'Cancelled',
        message: 'What was found until then is kept above.',
        actions: ['ask-again'],
      };
    case 'failed':
      return { tone: 'error', ...failures[end.kind], message: end.message };
    default:
      return end satisfies never;
  }
}

export const interruptedNotice: RunNotice = {
  tone: 'silent',
  title: 'Interrupted',
  message:
    'The dashboard stopped in the middle of this run. What was found until then is kept above; it can go on from its last complete turn.',
  actions: ['resume', 'ask-again'],
};

type FailureKind = Extract<RunEnd, { outcome: 'failed' }>['kind'];

const failures: Record<FailureKind, Pick<RunNotice, 'title' | 'actions'>> = {
  'no-credentials': { title: 'No valid key', actions: ['settings', 'ask-builtin'] },
  provider: { title: 'The model did not answer', actions: ['ask-again', 'settings', 'ask-builtin'] },
  refused: { title: 'The model refused', actions: ['ask-again', 'ask-builtin'] },
  budget: { title: 'Out of turns', actions: ['ask-again'] },
  internal: { title: 'Something broke here', actions: ['ask-again'] },
};
