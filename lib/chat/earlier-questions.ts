import type { Exchange } from './exchange';

/** What was asked before in the same conversation, the first question first. */
export function earlierQuestions(exchanges: readonly Exchange[], { continues }: Exchange): string[] {
  const questions: string[] = [];
  const left = new Map(exchanges.map((exchange) => [exchange.diagnosisId, exchange]));
  for (let id = continues; id !== null; ) {
    const before = left.get(id);
    if (before === undefined) break;
    // A log that somebody wrote may go in a circle.
    left.delete(id);
    if (before.question !== '') questions.unshift(before.question);
    id = before.continues;
  }
  return questions;
}
