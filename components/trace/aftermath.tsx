import { formatCount } from '../../lib/format';
import { afterFailure } from '../../lib/trace/after-failure';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { Section } from './section';
import { SpanLink } from './span-link';

export interface AftermathProps {
  tree: SpanTree;
  node: TreeNode;
  onSelect: (index: number) => void;
}

/** What the run did after a failure: whether the same tool was tried again, and the steps that followed. */
export function Aftermath({ tree, node, onSelect }: AftermathProps) {
  if (node.span.errorClass === null || node.span.errorClass === 'propagated') return null;
  const after = afterFailure(tree, node.index);
  const { retry = null, next = [] } = after ?? {};
  return (
    <Section title="What came next">
      {retry && (
        <p className="text-secondary">
          Called again {retry.steps === 1 ? 'at once' : `${formatCount(retry.steps)} steps later`}, and{' '}
          {retry.ok ? 'that went well' : 'that failed too'}:{' '}
          <SpanLink node={retry.node} onSelect={onSelect} />
        </p>
      )}
      {next.length === 0 && (
        <p className="text-secondary">Nothing: no model call and no tool started after it.</p>
      )}
      {next.length > 0 && (
        <ol className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
          {next.map((step, place) => (
            <li key={step.span.row} className="flex max-w-full min-w-0 items-center gap-2">
              {place > 0 && (
                <span aria-hidden="true" className="text-ghost">
                  →
                </span>
              )}
              <SpanLink node={step} onSelect={onSelect} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
