import type { TracePage, TraceSummary } from '../../lib/contracts/trace';
import { pageSize } from '../../lib/search/trace-page-size';

/** Rows of the whole list, both included. */
export interface RowRange {
  first: number;
  last: number;
}

/** Pages of the list as far as they were asked for, by number; a page that failed holds what was said. */
export type TracePages = ReadonlyMap<number, PageState>;

export type PageState =
  | { state: 'loading' }
  | { state: 'loaded'; traces: TraceSummary[] }
  | { state: 'failed'; message: string };

/** The pages that a first answer from the start fills. */
export function firstPages(first: TracePage): TracePages {
  return new Map([[0, { state: 'loaded', traces: first.traces }]]);
}

export function withPage(pages: TracePages, page: number, state: PageState): TracePages {
  return new Map(pages).set(page, state);
}

/** As if the page had never been asked for. */
export function withoutPage(pages: TracePages, page: number): TracePages {
  const rest = new Map(pages);
  rest.delete(page);
  return rest;
}

export function traceAt(pages: TracePages, index: number): TraceSummary | undefined {
  const page = pages.get(Math.floor(index / pageSize));
  return page?.state === 'loaded' ? page.traces[index % pageSize] : undefined;
}

/** Numbers of the pages that rows from `first` to `last` need and nobody has asked for. */
export function missingPages(pages: TracePages, { first, last }: RowRange): number[] {
  const missing: number[] = [];
  for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
    if (!pages.has(page)) missing.push(page);
  }
  return missing;
}
