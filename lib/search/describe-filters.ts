import type { Filters } from '../contracts/filters';
import { filterTokens } from './filter-tokens';

/** Filters as one reads them, a term each: `error:any`, `tool:lookup_order`, `"does not exist"`. */
export function describeFilters(filters: Filters): string[] {
  return filterTokens(filters).map((token) => token.label);
}
