import type { SpanTree, TreeNode } from './span-tree';

export interface RowOptions {
  /** Rows of the spans whose children are folded away. */
  collapsed: ReadonlySet<number>;
  /** Only failed spans, and what leads to them. */
  errorsOnly: boolean;
  /** Only these places in tree order, and what leads to them; null for all. */
  only: ReadonlySet<number> | null;
}

/** Places in tree order of the rows that are shown. An ancestor of what is shown is always shown. */
export function visibleRows(tree: SpanTree, { collapsed, errorsOnly, only }: RowOptions): number[] {
  const kept = only === null ? null : withAncestors(tree, only);
  const rows: number[] = [];
  let index = 0;
  while (index < tree.nodes.length) {
    const node = tree.nodes[index];
    if (!node) break;
    const shown = (!errorsOnly || node.failedBelow) && (kept === null || kept.has(index));
    if (shown) rows.push(index);
    // A folded or dropped node takes everything below it along: what is kept below would have kept it.
    index = shown && !collapsed.has(node.span.row) ? index + 1 : node.end;
  }
  return rows;
}

/** Places of the spans whose name, tool, agent, model or id holds the text; upper and lower case alike. */
export function spansNamed(tree: SpanTree, text: string): Set<number> {
  const sought = text.trim().toLowerCase();
  const found = new Set<number>();
  if (sought === '') return found;
  for (const node of tree.nodes) {
    if (namesOf(node).some((name) => name?.toLowerCase().includes(sought))) found.add(node.index);
  }
  return found;
}

/** Rows of every span that has something below it: what "collapse all" folds. */
export function foldableRows(tree: SpanTree): Set<number> {
  const rows = new Set<number>();
  for (const node of tree.nodes) if (node.end > node.index + 1) rows.add(node.span.row);
  return rows;
}

/** The folded rows without those that hide this node. The same set comes back where nothing hid it. */
export function reveal(tree: SpanTree, index: number, collapsed: ReadonlySet<number>): ReadonlySet<number> {
  const hiding = ancestors(tree, index).filter((node) => collapsed.has(node.span.row));
  if (hiding.length === 0) return collapsed;
  const opened = new Set(collapsed);
  for (const node of hiding) opened.delete(node.span.row);
  return opened;
}

/** From the parent up to the root. */
export function ancestors(tree: SpanTree, index: number): TreeNode[] {
  const found: TreeNode[] = [];
  let parent = tree.nodes[index]?.parent ?? null;
  while (parent !== null) {
    const node = tree.nodes[parent];
    if (!node) break;
    found.push(node);
    parent = node.parent;
  }
  return found;
}

function namesOf({ span }: TreeNode): (string | null)[] {
  return [span.name, span.toolName, span.agentName, span.modelName, span.spanId];
}

function withAncestors(tree: SpanTree, only: ReadonlySet<number>): Set<number> {
  const kept = new Set<number>();
  for (const index of only) {
    let at: number | null = index;
    // Whoever is kept already has its ancestors kept too.
    while (at !== null && !kept.has(at)) {
      kept.add(at);
      at = tree.nodes[at]?.parent ?? null;
    }
  }
  return kept;
}
