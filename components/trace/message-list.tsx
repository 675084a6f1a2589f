'use client';

import { formatCount } from '../../lib/format';
import { type Message, type MessagePart, partText } from '../../lib/trace/read-message';
import { Section } from './section';
import { TextBlock } from './text-block';
import { useCut } from './use-cut';

export interface MessageListProps {
  title: string;
  messages: readonly Message[];
  marks: readonly string[];
}

/** What was said, by whom, in order; tool calls and results where they were made. */
export function MessageList({ title, messages, marks }: MessageListProps) {
  const { shown, rest } = useCut(messages, { nouns: 'messages', marks });
  if (messages.length === 0) return null;
  return (
    <Section
      title={title}
      copy={() => messages.map(messageText).join('\n\n')}
      aside={
        messages.length > 1 && (
          <span className="figures text-label text-faint">{formatCount(messages.length)}</span>
        )
      }
    >
      <ol className="border-t border-line">
        {shown.map((message, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a span never change.
          <li key={place} className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-3 border-b border-line py-2">
            <div className="min-w-0">
              <span className="block truncate text-small font-semibold text-secondary" title={message.role}>
                {message.role}
              </span>
              {message.name && <span className="machine block truncate text-faint">{message.name}</span>}
            </div>
            <div className="grid min-w-0 gap-2">
              {message.parts.length === 0 && <span className="text-faint">(nothing)</span>}
              {message.parts.map((part, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change.
                <Part key={nth} part={part} marks={marks} />
              ))}
              {message.finishReason && (
                <span className="text-small text-faint">
                  ended: <span className="machine">{message.finishReason}</span>
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
      {rest}
    </Section>
  );
}

function Part({ part, marks }: { part: MessagePart; marks: readonly string[] }) {
  switch (part.type) {
    case 'text':
      return <TextBlock value={part.text} marks={marks} tone="bare" />;
    case 'reasoning':
      return (
        <Labelled label="reasoning">
          <div className="border-l-2 border-line pl-2.5 text-secondary">
            <TextBlock value={part.text} marks={marks} tone="bare" verbatim />
          </div>
        </Labelled>
      );
    case 'tool-call':
      return (
        <Labelled label="calls" name={part.name} id={part.id}>
          <TextBlock value={part.args} marks={marks} />
        </Labelled>
      );
    case 'tool-result':
      return (
        <Labelled label="result" name={part.name} id={part.id}>
          <TextBlock value={part.result} marks={marks} />
        </Labelled>
      );
    case 'other':
      return (
        <Labelled label={part.label}>
          <TextBlock value={part.data} marks={marks} />
        </Labelled>
      );
    default:
      return part satisfies never;
  }
}

interface LabelledProps {
  label: string;
  name?: string | null;
  id?: string | null;
  children: React.ReactNode;
}

function Labelled({ label, name, id, children }: LabelledProps) {
  return (
    <div className="min-w-0">
      <div className="mb-1 flex min-w-0 items-baseline gap-1.5 text-small text-faint">
        <span>{label}</span>
        {name && <span className="machine truncate font-medium text-ink">{name}</span>}
        {id && <span className="machine truncate">{id}</span>}
      </div>
      {children}
    </div>
  );
}

function messageText({ role, parts }: Message): string {
  return `${role}: ${parts.map(partText).join('\n')}`;
}
