import { findQuote } from '../../lib/trace/find-quote';
import { shownText } from '../../lib/trace/json-tokens';
import type { JsonValue } from '../../lib/trace/json-value';
import type { SpanPayload } from '../../lib/trace/span-payload';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { Aftermath } from './aftermath';
import { Inside } from './inside';
import { MessageList } from './message-list';
import { Section } from './section';
import { StatusSection } from './status-section';
import { type BlockTone, TextBlock } from './text-block';

export interface PayloadViewProps {
  tree: SpanTree;
  node: TreeNode;
  payload: SpanPayload;
  marks: readonly string[];
  onSelect: (index: number) => void;
}

/** What went in and what came out, and how it ended. */
export function PayloadView({ tree, node, payload, marks, onSelect }: PayloadViewProps) {
  const { messages, input, output } = payload;
  const { errorClass, observationKind } = node.span;
  const isTool = observationKind === 'TOOL';
  const failed = errorClass !== null && errorClass !== 'propagated';
  const resultTone: BlockTone = !failed ? 'plain' : errorClass === 'origin' ? 'error' : 'silent';
  const silent =
    input === undefined && output === undefined && messages.input.length + messages.output.length === 0;
  return (
    <div>
      <MessageList title="Messages" messages={messages.input} marks={marks} />
      <Value
        title={isTool ? 'Arguments' : 'Input'}
        value={input}
        marks={marks}
        folded={messages.input.length > 0}
      />
      <MessageList title="Answer" messages={messages.output} marks={marks} />
      <Value
        title={isTool ? 'Result' : 'Output'}
        value={output}
        marks={marks}
        tone={resultTone}
        folded={messages.output.length > 0}
      />
      {silent && <p className="text-faint">This span recorded no input and no output.</p>}
      <Inside tree={tree} node={node} onSelect={onSelect} />
      <StatusSection tree={tree} node={node} payload={payload} marks={marks} onSelect={onSelect} />
      <Aftermath tree={tree} node={node} onSelect={onSelect} />
    </div>
  );
}

interface ValueProps {
  title: string;
  value: JsonValue | undefined;
  marks: readonly string[];
  tone?: BlockTone;
  /** The same is shown as messages already. */
  folded: boolean;
}

function Value({ title, value, marks, tone = 'plain', folded }: ValueProps) {
  if (value === undefined) return null;
  const copy = () => shownText(value);
  const block = <TextBlock value={value} marks={marks} tone={tone} />;
  if (!folded) {
    return (
      <Section title={title} copy={copy}>
        {block}
      </Section>
    );
  }
  return (
    <details className="mt-3" open={marks.some((mark) => findQuote(shownText(value), mark, 1).length > 0)}>
      <summary className="text-small text-secondary">{title} as recorded</summary>
      <div className="mt-2">{block}</div>
    </details>
  );
}
