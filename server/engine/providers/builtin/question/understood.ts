import type { Topic } from './topic';

/** One thing that is asked. */
export type Part = { text: string; said: string } & (
  | { topic: Topic }
  /** Ids as they were written, or beginnings of them. */
  | { topic: 'one-trace'; traces: string[] }
  /** The trace that began last is meant, or the last one that failed. */
  | { topic: 'latest-trace' }
  /** A trace is meant and not named. */
  | { topic: 'which-trace' }
  /** An entry of the answer before, by the words in which it was told. */
  | { topic: 'one-pattern'; label: string }
);

/** What is about single traces: no list of the dataset, and no names in it. */
export const ofOneTrace: ReadonlySet<Part['topic']> = new Set(['one-trace', 'latest-trace', 'which-trace']);

/** A question as rules understand it. */
export interface Understood {
  /** In order; empty where nothing was understood. */
  parts: Part[];
  /** A change of code is asked for: the parts are the diagnosis that fits. */
  asksForCode: boolean;
  /** What no rule knows, as typed. */
  left: string[];
  /** Words of the parts that no rule knows: they may be names in the data. */
  words: string[];
  /** "Show me more": how many pages of the same list were told before. */
  page: number;
  /** How a follow-up was taken, in a sentence; null where the question stands for itself. */
  taken: string | null;
}

/** A question earlier in the conversation, with what was answered. */
export interface Before {
  understood: Understood;
  answer: string;
  /** What was asked before that. */
  before: Before | null;
}
