import type { PayloadTab } from './payload-tab';

/** How a trace is looked at, as far as a link carries it; the span that is looked at has its `SpanAddress`. */
export interface ViewQuery {
  errorsOnly: boolean;
  /** Null for the tab that opens by itself. */
  tab: PayloadTab | null;
  /** What is looked for in the trace; empty for nothing. */
  find: string;
}

export type ViewParameter = 'show' | 'tab' | 'find';

const tabs: readonly PayloadTab[] = ['payload', 'attributes', 'events', 'raw'];

export function readView(query: { get(name: string): string | null }): ViewQuery {
  const tab = query.get('tab');
  return {
    errorsOnly: query.get('show') === 'errors',
    tab: tabs.find((known) => known === tab) ?? null,
    find: query.get('find')?.trim() ?? '',
  };
}

/** The value of each parameter; null for one that is left out. */
export function printView({ errorsOnly, tab, find }: ViewQuery): Record<ViewParameter, string | null> {
  return { show: errorsOnly ? 'errors' : null, tab, find: find.trim() || null };
}

/** A query, with its `?` where it says anything, with this parameter instead of what it said there. */
export function withParameter(search: string, name: ViewParameter, value: string | null): string {
  const query = new URLSearchParams(search);
  if (value === null) query.delete(name);
  else query.set(name, value);
  const printed = query.toString();
  return printed === '' ? '' : `?${printed}`;
}
