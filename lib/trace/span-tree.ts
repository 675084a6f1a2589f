import type { Span } from '../contracts/span';

/** A span in its place. Nodes lie in tree order: a parent before its children, siblings by start. */
export interface TreeNode {
  span: Span;
  /** Its own place in tree order. */
  index: number;
  /** 0 for a root. */
  depth: number;
  /** Index of the parent; null for a root. */
  parent: number | null;
  /** From 1: which of its siblings it is, of how many. */
  position: number;
  siblings: number;
  /** Index after its last descendant: `end - index - 1` spans lie below it. */
  end: number;
  /** It names a parent that is not in the trace, and stands as a root. */
  orphan: boolean;
  /** Its parents lead back to itself; the link to its parent was cut here, and it stands as a root. */
  cycle: boolean;
  /** It, or something below it, failed in a way of its own. */
  failedBelow: boolean;
}

export interface SpanTree {
  nodes: TreeNode[];
  indexByRow: Map<number, number>;
  /** First span of each id, in tree order. */
  indexById: Map<string, number>;
  orphans: number;
  cycles: number;
  /** Greatest depth of any node. */
  depth: number;
}

/**
 * The tree of a trace, every span in it exactly once whatever the links say. Where an id was given to several spans
 * (a conflict) their children stand under the first of them. Nothing here recurses: a chain of any depth is fine.
 */
export function buildSpanTree(spans: readonly Span[]): SpanTree {
  const ordered = [...spans].sort(byStart);
  const firstById = new Map<string, number>();
  for (const [place, span] of ordered.entries()) {
    if (!firstById.has(span.spanId)) firstById.set(span.spanId, place);
  }
  const parents = ordered.map((span) => parentPlace(span, firstById));
  const cut = cutCycles(parents);
  const children: number[][] = ordered.map(() => []);
  const roots: number[] = [];
  for (const [place, parent] of parents.entries()) {
    const siblings = parent === null || cut.has(place) ? roots : children[parent];
    siblings?.push(place);
  }
  return flatten({ ordered, roots, children, cut, firstById });
}

function byStart(a: Span, b: Span): number {
  const startA = a.startOffsetNs ?? Number.POSITIVE_INFINITY;
  const startB = b.startOffsetNs ?? Number.POSITIVE_INFINITY;
  return startA === startB ? a.row - b.row : startA - startB;
}

function parentPlace(span: Span, firstById: Map<string, number>): number | null {
  return namesParent(span) ? (firstById.get(span.parentSpanId ?? '') ?? null) : null;
}

function namesParent(span: Span): boolean {
  return span.parentSpanId !== null && span.parentSpanId !== '';
}

/** The earliest span of every circle of parents: each node has one parent at most, so circles never share a node. */
function cutCycles(parents: readonly (number | null)[]): Set<number> {
  const cut = new Set<number>();
  const walkOf = new Int32Array(parents.length).fill(-1);
  for (let start = 0; start < parents.length; start++) {
    let at: number | null = start;
    while (at !== null && walkOf[at] === -1) {
      walkOf[at] = start;
      at = parents[at] ?? null;
    }
    if (at !== null && walkOf[at] === start) cut.add(earliestOfCircle(at, parents));
  }
  return cut;
}

function earliestOfCircle(start: number, parents: readonly (number | null)[]): number {
  let earliest = start;
  for (let at = parents[start] ?? start; at !== start; at = parents[at] ?? start) {
    earliest = Math.min(earliest, at);
  }
  return earliest;
}

interface Links {
  ordered: Span[];
  roots: number[];
  children: number[][];
  cut: Set<number>;
  firstById: Map<string, number>;
}

interface Visit {
  /** Siblings, as places, and the next of them to visit. */
  places: number[];
  next: number;
  parent: number | null;
  depth: number;
}

function flatten({ ordered, roots, children, cut, firstById }: Links): SpanTree {
  const nodes: TreeNode[] = [];
  const stack: Visit[] = [{ places: roots, next: 0, parent: null, depth: 0 }];
  for (let visit = stack.at(-1); visit; visit = stack.at(-1)) {
    const place = visit.places[visit.next++];
    const span = place === undefined ? undefined : ordered[place];
    if (place === undefined || !span) {
      stack.pop();
      continue;
    }
    const index = nodes.length;
    nodes.push({
      span,
      index,
      depth: visit.depth,
      parent: visit.parent,
      position: visit.next,
      siblings: visit.places.length,
      end: index + 1,
      orphan: namesParent(span) && !firstById.has(span.parentSpanId ?? ''),
      cycle: cut.has(place),
      failedBelow: false,
    });
    stack.push({ places: children[place] ?? [], next: 0, parent: index, depth: visit.depth + 1 });
  }
  return measure(nodes);
}

/** Walks backwards, so that every child is measured before its parent. */
function measure(nodes: TreeNode[]): SpanTree {
  const indexByRow = new Map<number, number>();
  const indexById = new Map<string, number>();
  const tree: SpanTree = { nodes, indexByRow, indexById, orphans: 0, cycles: 0, depth: 0 };
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (!node) continue;
    node.failedBelow ||= node.span.errorClass !== null;
    const parent = node.parent === null ? undefined : nodes[node.parent];
    if (parent) {
      parent.end = Math.max(parent.end, node.end);
      parent.failedBelow ||= node.failedBelow;
    }
    indexByRow.set(node.span.row, index);
    indexById.set(node.span.spanId, index);
    tree.orphans += node.orphan ? 1 : 0;
    tree.cycles += node.cycle ? 1 : 0;
    tree.depth = Math.max(tree.depth, node.depth);
  }
  return tree;
}
