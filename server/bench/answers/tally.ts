/** What the analyst claimed of one kind of thing, over all seeds, beside what was so. */
export interface KindTally {
  /** Seeds in which it was there. */
  planted: number;
  /** Of these, named. */
  named: number;
  /** Named where it was not, or shown by something else. */
  wrong: number;
  /** Named with exactly the number of traces that have it. */
  exact: number;
  /** Citations beside it, and those that really show it. */
  cited: number;
  citedRight: number;
}

/** Answers to one kind of question: how many were asked, and how many were right in all that was checked. */
export interface QuestionTally {
  asked: number;
  right: number;
  /** Whose citations and quotes all hold. */
  hold: number;
  /** What was not right, in a few words, the first ones. */
  faults: string[];
}

export interface Tallies {
  kinds: Map<string, KindTally>;
  questions: Map<string, QuestionTally>;
}

export function emptyTallies(): Tallies {
  return { kinds: new Map(), questions: new Map() };
}

export function kindOf({ kinds }: Tallies, name: string): KindTally {
  const known = kinds.get(name) ?? { planted: 0, named: 0, wrong: 0, exact: 0, cited: 0, citedRight: 0 };
  kinds.set(name, known);
  return known;
}

const keptFaults = 5;

/** Adds an answer: each fault in a few words; none where all that was checked was right. */
export function addAnswer(
  { questions }: Tallies,
  { question, holds, faults }: { question: string; holds: boolean; faults: readonly string[] },
): void {
  const known = questions.get(question) ?? { asked: 0, right: 0, hold: 0, faults: [] };
  known.asked += 1;
  known.right += faults.length === 0 ? 1 : 0;
  known.hold += holds ? 1 : 0;
  known.faults.push(...faults.slice(0, keptFaults - known.faults.length));
  questions.set(question, known);
}
