import type { SpanTree } from './span-tree';

/** Places in tree order of all failed spans: errors, handled and silent failures. */
export function failedPlaces(tree: SpanTree): number[] {
  const found: number[] = [];
  for (const node of tree.nodes) if (node.span.errorClass !== null) found.push(node.index);
  return found;
}

/**
 * The next of these places after `from` (null: before everything), starting over at the end. `places` ascend.
 * Null where there are none.
 */
export function nextPlace(places: readonly number[], from: number | null): number | null {
  const after = places.find((place) => from === null || place > from);
  return after ?? places[0] ?? null;
}

/** The one before, starting over at the beginning. */
export function previousPlace(places: readonly number[], from: number | null): number | null {
  const before = places.findLast((place) => from === null || place < from);
  return before ?? places.at(-1) ?? null;
}
