import { z } from 'zod';
import { sortOrderSchema, type TraceSort, traceSortSchema } from '../contracts/trace';
import type { QueryReader } from './filters-query';

export interface SortState {
  sort: TraceSort;
  order: z.infer<typeof sortOrderSchema>;
}

/** The newest first. */
export const defaultSort: SortState = { sort: 'start', order: 'desc' };

const sortStateSchema = z.object({ sort: traceSortSchema, order: sortOrderSchema });

/** `sort=duration.desc` of a query, or `sort=duration&order=desc`; what does not parse is the default and named in `ignored`. */
export function parseSort(query: QueryReader): { state: SortState; ignored: string[] } {
  const written = query.get('sort');
  if (written === null) return { state: defaultSort, ignored: [] };
  const [sort, order = query.get('order') ?? firstOrder(written)] = written.split('.');
  const parsed = sortStateSchema.safeParse({ sort, order });
  return parsed.success ? { state: parsed.data, ignored: [] } : { state: defaultSort, ignored: ['sort'] };
}

/** As it stands in a URL; undefined for the default, so that links stay short. */
export function printSort({ sort, order }: SortState): string | undefined {
  return sort === defaultSort.sort && order === defaultSort.order ? undefined : `${sort}.${order}`;
}

/** What pressing a column's header means: its own first order, then the other one. */
export function nextSort(current: SortState, sort: TraceSort): SortState {
  if (current.sort !== sort) return { sort, order: firstOrder(sort) };
  return { sort, order: current.order === 'desc' ? 'asc' : 'desc' };
}

/** Names from A, numbers from the greatest. */
function firstOrder(sort: string): SortState['order'] {
  return sort === 'name' || sort === 'agent' || sort === 'model' ? 'asc' : 'desc';
}
