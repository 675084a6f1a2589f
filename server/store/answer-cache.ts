import type { Database } from '../database';

/** Answers the same question about the same database once. */
export type AnswerCache<Answer> = (
  database: Database,
  question: unknown,
  ask: () => Promise<Answer>,
) => Promise<Answer>;

/**
 * A dataset never changes while it is open, so what was counted once holds: coming back to a page costs no counting.
 * `question` is compared as JSON. The `kept` answers used last are kept, as long as the database is; an answer is shared,
 * so nobody may change it. Answers that failed or were cancelled are not kept.
 */
export function answerCache<Answer>(kept = 64): AnswerCache<Answer> {
  const ofDatabase = new WeakMap<Database['instance'], Map<string, { answer: Answer }>>();
  return async (database, question, ask) => {
    const answers = ofDatabase.get(database.instance) ?? new Map<string, { answer: Answer }>();
    ofDatabase.set(database.instance, answers);
    const key = JSON.stringify(question);
    const known = answers.get(key) ?? { answer: await ask() };
    // Put last: the first is the one that was not used for longest.
    answers.delete(key);
    answers.set(key, known);
    const [oldest] = answers.keys();
    if (answers.size > kept && oldest !== undefined) answers.delete(oldest);
    return known.answer;
  };
}
