import type { Filters } from '../../../../lib/contracts/filters';
import type { Named, Scope } from './scope';
import { namedFilters } from './scope';
import type { Wish } from './wish';

/** What `compare` is asked: two sides of one dataset, another dataset by its name, or the one before. */
export type Sides =
  | { kind: 'filters'; a: Filters; b: Filters }
  | { kind: 'dataset'; name: string }
  | { kind: 'previous' };

const failing = /\b(?:fail\w*|errors?|errored|broken|bad)\b/;
const sound = /\b(?:success\w*|succe\w*|ok|good|passing|passed|sound|healthy)\b/;

/** "What is different about failed traces?": from the others. */
const aboutThem =
  /\bdiffer\w* (?:about|in|with|for|of) (?:the )?(?:failed|failing|broken|bad|runs?|traces?)\b/;

/** Which two sets of traces a question compares. */
export function sidesOf({ text, said, scope }: Wish): Sides {
  const [first, second] = inOrder(scope, said);
  if (first !== undefined && second !== undefined && first.dimension === second.dimension) {
    return { kind: 'filters', a: filtersOf(first), b: filtersOf(second) };
  }
  const isOfOutcomes = failing.test(text) && (sound.test(text) || aboutThem.test(text));
  if (/\b(?:runs?|traces?)\b/.test(text) && isOfOutcomes) {
    return { kind: 'filters', a: { has_errors: false }, b: { has_errors: true } };
  }
  const name = datasetIn(said, scope);
  return name === null ? { kind: 'previous' } : { kind: 'dataset', name };
}

function inOrder({ names }: Scope, said: string): Named[] {
  const text = said.toLowerCase();
  const at = ({ value }: Named) => text.indexOf(value.toLowerCase());
  return names.toSorted((x, y) => at(x) - at(y));
}

function filtersOf(named: Named): Filters {
  return namedFilters({ page: {}, names: [named] });
}

/** In quotes, behind "dataset", or a word that looks like a file's name. */
function datasetIn(said: string, { names }: Scope): string | null {
  const places = [
    /["“`']([^"”`'\n]{2,200})["”`']/,
    /\bdataset\s+(?:named\s+|called\s+)?([\w.-]*[\d._-][\w.-]*\w)/i,
    /(?<![\w/.-])([\w./-]+\.(?:jsonl?|ndjson|gz|zst)(?:\.(?:gz|zst))?)(?![\w-])/i,
    /\b(?:with|to|against|versus|vs\.?|than|from)\s+(?:the\s+)?([\w-]*[\d_-][\w.-]*\w)(?=\W|$)/i,
  ];
  const found = places.map((place) => place.exec(said)?.[1]).find((name) => name !== undefined);
  return found === undefined || names.some(({ value }) => value.toLowerCase() === found.toLowerCase())
    ? null
    : found;
}
