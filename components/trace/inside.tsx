import type { ObservationKind } from '../../lib/contracts/span';
import { formatCompact, formatCount } from '../../lib/format';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { whatIsInside } from '../../lib/trace/what-is-inside';
import { KindIcon, kindName } from '../ui/kind-icon';
import { Section } from './section';
import { SpanLink } from './span-link';

export interface InsideProps {
  tree: SpanTree;
  node: TreeNode;
  onSelect: (index: number) => void;
}

/** Failures that are named; the tree shows them all. */
const named = 6;

/** What a span that holds others is made of, and what failed in it. */
export function Inside({ tree, node, onSelect }: InsideProps) {
  const inside = whatIsInside(tree, node);
  if (inside === null) return null;
  const { kinds, failed, inputTokens, outputTokens } = inside;
  return (
    <Section title="Inside">
      <ul className="figures flex flex-wrap gap-x-4 gap-y-1 text-secondary">
        {kinds.map(([kind, count]) => (
          <li key={kind} className="flex items-center gap-1.5">
            <KindIcon kind={kind} />
            {spoken(kind, count)}
          </li>
        ))}
        {inputTokens + outputTokens > 0 && (
          <li>
            {formatCompact(inputTokens)} tokens in, {formatCompact(outputTokens)} out
          </li>
        )}
      </ul>
      {failed.length > 0 && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-secondary">
          Failed:
          {failed.slice(0, named).map((each) => (
            <SpanLink key={each.span.row} node={each} onSelect={onSelect} />
          ))}
          {failed.length > named && <span>and {formatCount(failed.length - named)} more</span>}
        </p>
      )}
    </Section>
  );
}

function spoken(kind: ObservationKind, count: number): string {
  const name = kind === 'LLM' ? 'LLM call' : kindName(kind);
  return `${formatCount(count)} ${name}${count === 1 ? '' : 's'}`;
}
