import type { SpanTree, TreeNode } from './span-tree';

/** What is known of a run after one of its spans failed. */
export interface Aftermath {
  /** The next steps, first to start first: model calls, tools, agents that began when it had ended. */
  next: TreeNode[];
  /** The next call of the same tool, and whether that one went well. */
  retry: { node: TreeNode; steps: number; ok: boolean } | null;
}

const stepKinds = new Set(['LLM', 'TOOL', 'AGENT', 'RETRIEVER']);

/** What came after a span, by the clock. Null where its end is not known, or it leads to nothing more. */
export function afterFailure(tree: SpanTree, index: number, count = 3): Aftermath | null {
  const failed = tree.nodes[index]?.span;
  if (!failed || failed.startOffsetNs === null || failed.durationNs === null) return null;
  const end = failed.startOffsetNs + failed.durationNs;
  const later = tree.nodes
    .filter(
      ({ span }) =>
        stepKinds.has(span.observationKind) && (span.startOffsetNs ?? -1) >= end && span !== failed,
    )
    .sort((a, b) => (a.span.startOffsetNs ?? 0) - (b.span.startOffsetNs ?? 0));
  if (later.length === 0) return null;
  const again =
    failed.toolName === null ? -1 : later.findIndex(({ span }) => span.toolName === failed.toolName);
  const node = later[again];
  const retry = node ? { node, steps: again + 1, ok: node.span.errorClass === null } : null;
  return { next: later.slice(0, count), retry };
}
