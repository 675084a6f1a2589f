import type { SpanTree } from './span-tree';

/** `in` unfolds or goes to the first child, `out` folds or goes to the parent, as a tree's arrow keys do everywhere. */
export type TreeMove = 'down' | 'up' | 'in' | 'out' | 'first' | 'last' | 'page-down' | 'page-up';

export interface MoveRequest {
  tree: SpanTree;
  /** Places in tree order of the rows that are shown. */
  rows: readonly number[];
  collapsed: ReadonlySet<number>;
  /** Null: nothing is selected yet. */
  from: number | null;
  move: TreeMove;
  /** Rows that fit on the screen. */
  page: number;
}

export type MoveResult = { type: 'select'; index: number } | { type: 'toggle'; index: number } | null;

/** What a key does; null where there is nowhere to go. */
export function moveInTree({ tree, rows, collapsed, from, move, page }: MoveRequest): MoveResult {
  const at = from === null ? -1 : rows.indexOf(from);
  const node = from === null ? undefined : tree.nodes[from];
  const foldable = node !== undefined && node.end > node.index + 1;
  const folded = node !== undefined && collapsed.has(node.span.row);
  switch (move) {
    case 'down':
      return to(rows, at + 1);
    case 'up':
      return to(rows, at === -1 ? 0 : at - 1);
    case 'first':
      return to(rows, 0);
    case 'last':
      return to(rows, rows.length - 1);
    case 'page-down':
      return to(rows, Math.min(rows.length - 1, at + page));
    case 'page-up':
      return to(rows, Math.max(0, at - page));
    case 'in':
      if (!node) return to(rows, 0);
      if (foldable && folded) return { type: 'toggle', index: node.index };
      return foldable ? to(rows, at + 1) : null;
    case 'out':
      if (!node) return null;
      if (foldable && !folded) return { type: 'toggle', index: node.index };
      return node.parent === null ? null : { type: 'select', index: node.parent };
    default:
      return move satisfies never;
  }
}

function to(rows: readonly number[], at: number): MoveResult {
  const index = rows[at];
  return index === undefined ? null : { type: 'select', index };
}
