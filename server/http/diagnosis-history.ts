import type { EarlierExchange } from '../engine/diagnose';
import { readEvents } from '../store/diagnoses';

/** A conversation longer than this goes on from its last exchanges. */
const longestChain = 20;

/**
 * The exchanges that a follow-up goes on from, oldest first: the diagnosis, the one that it continued, and so on.
 * Throws AppError `not-found` where there is no such diagnosis.
 */
export async function readHistory(home: string, continues: string | null): Promise<EarlierExchange[]> {
  const history: EarlierExchange[] = [];
  for (let id = continues; id !== null && history.length < longestChain; ) {
    const { exchange, before } = await readExchange(home, id);
    history.unshift(exchange);
    id = before;
  }
  return history;
}

/** The question, and the answer: what was said after the last tool had answered. */
async function readExchange(
  home: string,
  id: string,
): Promise<{ exchange: EarlierExchange; before: string | null }> {
  let question = '';
  let answer = '';
  let before: string | null = null;
  for await (const event of readEvents({ home, id })) {
    switch (event.type) {
      case 'run-started':
        question = event.question;
        before = event.continues;
        break;
      case 'turn-started':
      case 'tool-finished':
      case 'retrying':
        answer = '';
        break;
      case 'text-delta':
        answer += event.text;
        break;
      default:
    }
  }
  return { exchange: { question, answer: answer || '(no answer)' }, before };
}
