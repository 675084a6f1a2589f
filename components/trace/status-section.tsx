import type { ErrorClass } from '../../lib/contracts/span';
import { findQuote } from '../../lib/trace/find-quote';
import { shownText } from '../../lib/trace/json-tokens';
import type { SpanEvent, SpanPayload } from '../../lib/trace/span-payload';
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
  const { errorClass } = node.span;
  const exceptions = payload.events.filter((event) => event.name === 'exception');
  const reading = errorClass === null ? null : readings[errorClass];
  const cause = errorClass === 'propagated' ? originBelow(tree, node) : null;
  const told = payload.statusMessage ?? '';
  const failure = errorClass === 'propagated' ? null : untold(node.span.failureText, payload);
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
      {failure !== null && (
        <div className="mt-2">
          <TextBlock
            value={failure}
            marks={marks}
            tone={errorClass === 'origin' ? 'error' : 'silent'}
            verbatim
          />
        </div>
      )}
      {exceptions.map((event, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the events of a span never change.
        <Exception key={place} event={event} told={told} handled={errorClass === 'handled'} marks={marks} />
      ))}
    </Section>
  );
}

interface ExceptionProps {
  event: SpanEvent;
  /** The status message: what it says already is not said again. */
  told: string;
  handled: boolean;
  marks: readonly string[];
}

function Exception({ event, told, handled, marks }: ExceptionProps) {
  const [type = '', message = '', stack = ''] = ['type', 'message', 'stacktrace'].map((name) =>
    shownText(event.attributes.get(`exception.${name}`) ?? ''),
  );
  const text = [type, message].filter(Boolean).join(': ');
  return (
    <div className="mt-2 grid gap-2">
      {text !== '' && !told.includes(text) && (
        <TextBlock value={text} marks={marks} tone={handled ? 'silent' : 'error'} verbatim />
      )}
      {stack !== '' && (
        <details open={marks.some((mark) => findQuote(stack, mark, 1).length > 0)}>
          <summary className="text-small text-secondary">Stack trace</summary>
          <div className="mt-1">
            <TextBlock value={stack} marks={marks} verbatim />
          </div>
        </details>
      )}
    </div>
  );
}

/** The failure in the words that the import found; null where the page says them already. */
function untold(text: string | null, { output, statusMessage, events }: SpanPayload): string | null {
  if (text === null) return null;
  const shown = [
    output ?? '',
    statusMessage ?? '',
    ...events.flatMap((event) => [...event.attributes.values()]),
  ];
  return shown.some((value) => findQuote(shownText(value), text, 1).length > 0) ? null : text;
}

function originBelow(tree: SpanTree, { index, end }: TreeNode): TreeNode | null {
  return tree.nodes.slice(index + 1, end).find((node) => node.span.errorClass === 'origin') ?? null;
}
