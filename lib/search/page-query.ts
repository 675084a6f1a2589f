import type { QueryReader } from './filters-query';

/** A page's `searchParams` as Next gives them. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The same, to be read like any other query. */
export function pageQuery(searchParams: SearchParams): QueryReader {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(searchParams)) {
    for (const value of [values ?? []].flat()) query.append(name, value);
  }
  return query;
}

/** Parameters that nothing on the page reads. */
export function unknownParameters(searchParams: SearchParams, known: readonly string[]): string[] {
  return Object.keys(searchParams).filter((name) => !known.includes(name));
}
