import { formatCompact, formatCost, formatDuration } from '../../lib/format';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { spokenName } from '../../lib/trace/spoken-name';
import { ancestors } from '../../lib/trace/visible-rows';
import { CopyButton } from '../ui/copy-button';
import { KindIcon, kindName } from '../ui/kind-icon';
import { SpanBadges } from './span-badges';

/** What a span is, at a glance: everything the tree already knows of it, so that it is there at once. */
export function SpanHeader({ tree, node }: { tree: SpanTree; node: TreeNode }) {
  const { span } = node;
  return (
    <header className="border-b border-line px-4 pt-3 pb-2.5">
      <div className="flex min-w-0 items-center gap-2">
        <KindIcon kind={span.observationKind} />
        <h2 className="min-w-0 truncate text-body font-semibold" title={span.name}>
          {spokenName(span)}
        </h2>
        <SpanBadges node={node} />
        <CopyButton
          text={span.spanId}
          aria-label={`Copy span id ${span.spanId}`}
          title={`Copy ${span.spanId}`}
          className="machine ml-auto max-w-[9.5rem] font-normal"
        >
          <span className="block max-w-[8.5rem] truncate">{span.spanId}</span>
        </CopyButton>
      </div>
      <p className="figures mt-1 text-small text-secondary">{facts(tree, node).join(' · ')}</p>
    </header>
  );
}

function facts(tree: SpanTree, { span, parent, index }: TreeNode): string[] {
  const agent = span.agentName ?? ancestors(tree, index).find((node) => node.span.agentName)?.span.agentName;
  const above = parent === null ? null : tree.nodes[parent]?.span;
  const tokens = span.inputTokens === null && span.outputTokens === null ? null : span;
  return [
    startOf(span.startOffsetNs),
    span.durationNs === null ? 'unfinished' : formatDuration(span.durationNs),
    kindName(span.observationKind),
    span.modelName,
    tokens && `${formatCompact(tokens.inputTokens ?? 0)} in, ${formatCompact(tokens.outputTokens ?? 0)} out`,
    span.costUsd === null ? null : formatCost(span.costUsd),
    above && spokenName(above),
    agent === above?.name ? null : agent,
  ].filter((fact) => fact !== null && fact !== undefined);
}

function startOf(offsetNs: number | null): string {
  if (offsetNs === null) return 'no start time';
  return `started +${offsetNs === 0 ? '0 s' : formatDuration(offsetNs)}`;
}
