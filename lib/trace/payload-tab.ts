import { findQuote } from './find-quote';
import { printText, shownText } from './json-tokens';
import { partText } from './read-message';
import type { SpanPayload } from './span-payload';

export type PayloadTab = 'payload' | 'attributes' | 'events' | 'raw';

/** The first tab that shows one of these words; null where the span does not hold them at all. */
export function tabThatShows(payload: SpanPayload, raw: string, words: readonly string[]): PayloadTab | null {
  const holds = (texts: Iterable<string>) => {
    for (const text of texts) if (words.some((word) => findQuote(text, word, 1).length > 0)) return true;
    return false;
  };
  if (holds(payloadTexts(payload))) return 'payload';
  if (holds(attributeTexts(payload))) return 'attributes';
  if (holds(payload.events.map((event) => `${event.name} ${printText(event.attributes)}`))) return 'events';
  return holds([raw]) ? 'raw' : null;
}

/** What the first tab shows in full: where messages were read, the input that they were read from is folded away. */
function* payloadTexts({ input, output, messages, statusMessage, events }: SpanPayload): Generator<string> {
  for (const value of [input, output]) if (value !== undefined) yield shownText(value);
  for (const { parts } of [...messages.input, ...messages.output]) yield* parts.map(partText);
  if (statusMessage !== null) yield statusMessage;
  for (const event of events)
    if (event.name === 'exception') yield* [...event.attributes.values()].map(shownText);
}

function* attributeTexts({ attributes, resource, scope, rest, links }: SpanPayload): Generator<string> {
  for (const [key, value] of [...attributes, ...resource, ...scope, ...rest])
    yield `${key} ${shownText(value)}`;
  yield* links.map(shownText);
}
