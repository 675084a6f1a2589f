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
