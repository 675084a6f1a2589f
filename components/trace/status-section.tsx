import type { ErrorClass } from '../../lib/contracts/span';
import type { SpanPayload } from '../../lib/trace/span-payload';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { Section } from './section';
import { SpanLink } from './span-link';
import { TextBlock } from './text-block';

export interface StatusSectionProps {
  tree: SpanTree;
  node: TreeNode;
  payload: SpanPayload;
  marks: readonly string[];
  onSelect: (index: number) => void;
}

const readings: Record<ErrorClass, string | null> = {
  origin: null,
  propagated: 'An error below explains this one:',
  handled: 'A failure was recorded here, and the run went on.',
  silent: 'The status does not say so, but the content is a failure.',
};

/** The status as written, how it is read, and the exceptions that were recorded. */
export function StatusSection({ tree, node, payload, marks, onSelect }: StatusSectionProps) {
  const { errorClass, failureText } = node.span;
  const exceptions = payload.events.filter((event) => event.name === 'exception');
  const reading = errorClass === null ? null : readings[errorClass];
  const cause = errorClass === 'propagated' ? originBelow(tree, node) : null;
  const told = payload.statusMessage ?? '';
  return (
    <Section title="Status">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="machine">{payload.statusCode ?? 'no status'}</span>
        {told !== '' && <TextBlock value={told} marks={marks} tone="bare" verbatim />}
      </div>
      {reading && (
        <p className="mt-1 text-secondary">
          {reading} {cause && <SpanLink node={cause} onSelect={onSelect} />}
        </p>
      )}
      {failureText !== null &&
        failureText !== told &&
        exceptions.length === 0 &&
        errorClass !== 'propagated' && (
          <div className="mt-2">
            <TextBlock
              value={failureText}
              marks={marks}
              tone={errorClass === 'origin' ? 'error' : 'silent'}
              verbatim
            />
          </div>
        )}
      {exceptions.map((event, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the events of a span never change.
        <div key={place} className="mt-2 grid gap-2">
          <TextBlock
            value={[event.attributes.get('exception.type'), event.attributes.get('exception.message')]
              .filter((part) => typeof part === 'string' && part !== '')
              .join(': ')}
            marks={marks}
            tone={errorClass === 'handled' ? 'silent' : 'error'}
            verbatim
          />
          <Stack text={event.attributes.get('exception.stacktrace')} marks={marks} />
        </div>
      ))}
    </Section>
  );
}

function Stack({ text, marks }: { text: unknown; marks: readonly string[] }) {
  if (typeof text !== 'string' || text === '') return null;
  return (
    <details>
      <summary className="text-small text-secondary">Stack trace</summary>
      <div className="mt-1">
        <TextBlock value={text} marks={marks} verbatim />
      </div>
    </details>
  );
}

function originBelow(tree: SpanTree, { index, end }: TreeNode): TreeNode | null {
  return tree.nodes.slice(index + 1, end).find((node) => node.span.errorClass === 'origin') ?? null;
}
