import type { SpanTree } from './span-tree';

/** Which span a link means, and the words to mark in it. */
export interface SpanAddress {
  spanId: string | null;
  /** Tells spans apart that share an id. */
  row: number | null;
  quote: string | null;
}

export const nowhere: SpanAddress = { spanId: null, row: null, quote: null };

export function readAddress(query: { get(name: string): string | null }): SpanAddress {
  const row = query.get('row') ?? '';
  return {
    spanId: query.get('span') || null,
    row: /^\d{1,15}$/.test(row) ? Number(row) : null,
    quote: query.get('quote') || null,
  };
}

/** The address as a query; equal addresses give equal texts, nowhere gives an empty one. */
export function printAddress({ spanId, row, quote }: SpanAddress): string {
  const query = new URLSearchParams();
  if (spanId !== null) query.set('span', spanId);
  if (row !== null) query.set('row', String(row));
  if (quote !== null) query.set('quote', quote);
  return query.toString();
}

/** The address of a span of the tree: its id, and its row where the id alone would mean another. */
export function addressOf(tree: SpanTree, index: number): SpanAddress {
  const span = tree.nodes[index]?.span;
  if (!span) return nowhere;
  const alone = tree.indexById.get(span.spanId) === index;
  return { spanId: span.spanId, row: alone && !span.conflict ? null : span.row, quote: null };
}

/** Place in tree order of the span that an address means; null where the trace has no such span. */
export function indexOf(tree: SpanTree, { spanId, row }: SpanAddress): number | null {
  const byRow = row === null ? undefined : tree.indexByRow.get(row);
  const named = byRow === undefined ? undefined : tree.nodes[byRow]?.span.spanId;
  if (byRow !== undefined && (spanId === null || named === spanId)) return byRow;
  return spanId === null ? null : (tree.indexById.get(spanId) ?? null);
}
