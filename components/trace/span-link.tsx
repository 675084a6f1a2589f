import type { TreeNode } from '../../lib/trace/span-tree';
import { spokenName } from '../../lib/trace/spoken-name';
import { KindIcon } from '../ui/kind-icon';

/** Another span of the trace; leads there. */
export function SpanLink({ node, onSelect }: { node: TreeNode; onSelect: (index: number) => void }) {
  return (
    <button
      type="button"
      onClick={() => onSelect(node.index)}
      title={node.span.name}
      className="inline-flex max-w-full items-center gap-1.5 rounded-chip align-bottom text-accent hover:underline"
    >
      <KindIcon kind={node.span.observationKind} />
      <span className="truncate">{spokenName(node.span)}</span>
    </button>
  );
}
