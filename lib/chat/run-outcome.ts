import type { RunEnd } from '../contracts/diagnosis-event';

/** What is said under an exchange that did not simply end in an answer, and the way out that is offered. */
export interface RunNotice {
  tone: 'error' | 'silent' | 'neutral';
  title: string;
  message: string;
  /** `settings`: a link there; `ask-again`: a button that asks the same once more. */
  action: 'settings' | 'ask-again' | null;
}

/** Null for a run that was answered in the ordinary way. */
export function runNotice(end: RunEnd): RunNotice | null {
  switch (end.outcome) {
    case 'answered':
      return null;
    case 'salvaged':
      return { tone: 'silent', title: 'Stopped early', message: end.message, action: null };
    case 'cancelled':
      return {
        tone: 'neutral',
        title: 'Cancelled',
        message: 'What was found until then is kept above.',
        action: 'ask-again',
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
  message: 'The dashboard stopped in the middle of this run. What was found until then is kept above.',
  action: 'ask-again',
};

type FailureKind = Extract<RunEnd, { outcome: 'failed' }>['kind'];

const failures: Record<FailureKind, Pick<RunNotice, 'title' | 'action'>> = {
  'no-credentials': { title: 'No key for the model', action: 'settings' },
  provider: { title: 'The model did not answer', action: 'ask-again' },
  refused: { title: 'The model refused', action: 'settings' },
  budget: { title: 'Out of turns', action: 'ask-again' },
  internal: { title: 'Something broke here', action: 'ask-again' },
};
