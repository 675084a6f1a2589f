import type { ObservationKind } from '../contracts/span';
import type { SpanTree, TreeNode } from './span-tree';

export interface Inside {
  /** How many spans of each kind lie below, the most first. */
  kinds: [ObservationKind, number][];
  /** Spans below that failed in a way of their own, in tree order. */
  failed: TreeNode[];
  inputTokens: number;
  outputTokens: number;
}

/** What lies below a span; null where nothing does. Tokens are those of model calls, so that no roll-up counts twice. */
export function whatIsInside(tree: SpanTree, { index, end }: TreeNode): Inside | null {
  if (end === index + 1) return null;
  const counts = new Map<ObservationKind, number>();
  const inside: Inside = { kinds: [], failed: [], inputTokens: 0, outputTokens: 0 };
  for (let at = index + 1; at < end; at++) {
    const node = tree.nodes[at];
    if (!node) break;
    const { observationKind, errorClass, inputTokens, outputTokens } = node.span;
    counts.set(observationKind, (counts.get(observationKind) ?? 0) + 1);
    if (errorClass !== null && errorClass !== 'propagated') inside.failed.push(node);
    if (observationKind !== 'LLM' && observationKind !== 'EMBEDDING') continue;
    inside.inputTokens += inputTokens ?? 0;
    inside.outputTokens += outputTokens ?? 0;
  }
  inside.kinds = [...counts].sort(([, a], [, b]) => b - a);
  return inside;
}
