import type { Filters } from '../contracts/filters';
import { filterTokens } from './filter-tokens';

const longestName = 80;

/**
 * Filters as one reads them, a term each: `error:any`, `tool:lookup_order`, `"does not exist"`. `patternName` is what the pattern
 * among them says; without it a pattern is told by its key.
 */
export function describeFilters(filters: Filters, patternName?: string | null): string[] {
  const name = patternName ? `pattern:"${cut(patternName)}"` : null;
  return filterTokens(filters, name).map((token) => token.label);
}

function cut(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
