import type { Scope } from './scope';

/** What a play is told of the question that it answers. */
export interface Wish {
  /** Mended and in lower case. */
  text: string;
  /** As typed. */
  said: string;
  /** "Top five": how many entries are wanted; null where nothing was said. */
  limit: number | null;
  /** Of the same list, how many pages were told before. */
  page: number;
  scope: Scope;
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const most = 25;
const number = `(\\d{1,3}|${numbers.join('|')}|twenty)`;
const counted = [
  new RegExp(`\\b(?:top|first|worst|list|show|give|name)(?: me| us)?(?: the)?[ -]${number}\\b`),
  new RegExp(
    `\\b${number} (?:most|least|slowest|longest|commonest|worst|largest|biggest|costliest|traces|runs|errors|failures|examples|tools|values|outputs)\\b`,
  ),
];

/** How many entries the text asks for. */
export function limitIn(text: string): number | null {
  for (const pattern of counted) {
    const said = pattern.exec(text)?.[1];
    if (said === undefined) continue;
    const value = said === 'twenty' ? 20 : numbers.indexOf(said) + 1 || Number(said);
    if (value > 0) return Math.min(value, most);
  }
  return null;
}

/** The entries of this page, and those behind it. */
export function pageOf<T>(
  entries: readonly T[],
  wish: Pick<Wish, 'limit' | 'page'>,
  usual: number,
): { shown: T[]; rest: T[]; from: number } {
  const size = wish.limit ?? usual;
  const from = wish.page * size;
  return { shown: entries.slice(from, from + size), rest: entries.slice(from + size), from };
}
