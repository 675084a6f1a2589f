import type { Options } from 'react-markdown';
import { findCitations } from '../../lib/chat/citations';

/** As much of a Markdown tree as is needed here. */
export interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
  data?: { hName?: string; hProperties?: Record<string, string> };
}

export interface QuoteCheck {
  text: string;
  found: boolean;
}

type Pluggable = NonNullable<Options['remarkPlugins']>[number];
type Plugin = Extract<Pluggable, (...settings: never[]) => unknown>;

/** `[trace:ID]: …` at the start of a line is a citation and not the definition of a link, which would vanish. */
export const remarkNoDefinitions: Plugin = function () {
  // The list is read by remark-parse, whose types know of it; the processor's own do not.
  const data: Record<string, unknown> = { ...this.data() };
  const known: unknown[] = Array.isArray(data.micromarkExtensions) ? data.micromarkExtensions : [];
  const disable = { null: ['definition'] };
  Object.assign(this.data(), { micromarkExtensions: [...known, { disable }] });
};

/**
 * Turns citations into `<cite>` and quotes that were checked into `<mark data-found>` or `<code data-found>`. A citation in
 * backticks is a citation; a fenced block is left as it is.
 */
export function remarkCitations({ quotes }: { quotes: QuoteCheck[] }) {
  return (tree: MarkdownNode): void => replaceIn(tree, quotes);
}

function replaceIn(node: MarkdownNode, quotes: QuoteCheck[]): void {
  node.children = node.children?.flatMap((child) => {
    if (child.type === 'text') return splitText(child.value ?? '', quotes);
    if (child.type === 'inlineCode') return [checkedCode(child, quotes)];
    replaceIn(child, quotes);
    return [child];
  });
}

function checkedCode(node: MarkdownNode, quotes: QuoteCheck[]): MarkdownNode {
  const value = node.value?.trim() ?? '';
  const [mark] = findCitations(value);
  if (mark?.text === value) return element('cite', mark.text);
  const check = quotes.find((quote) => quote.text === value);
  if (check === undefined) return node;
  return { ...node, data: { hProperties: { dataFound: String(check.found) } } };
}

function splitText(text: string, quotes: QuoteCheck[]): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let from = 0;
  for (const mark of findCitations(text)) {
    nodes.push(...splitQuotes(text.slice(from, mark.start), quotes), element('cite', mark.text));
    from = mark.end;
  }
  return [...nodes, ...splitQuotes(text.slice(from), quotes)];
}

function splitQuotes(text: string, quotes: QuoteCheck[]): MarkdownNode[] {
  if (text === '') return [];
  for (const { text: quote, found } of quotes) {
    for (const [open, close] of [
      ['"', '"'],
      ['“', '”'],
    ]) {
      const whole = `${open}${quote}${close}`;
      const at = text.indexOf(whole);
      if (at === -1) continue;
      const marked = element('mark', whole, { dataFound: String(found) });
      const rest = text.slice(at + whole.length);
      return [...splitQuotes(text.slice(0, at), quotes), marked, ...splitQuotes(rest, quotes)];
    }
  }
  return [{ type: 'text', value: text }];
}

function element(hName: string, text: string, hProperties: Record<string, string> = {}): MarkdownNode {
  return { type: hName, data: { hName, hProperties }, children: [{ type: 'text', value: text }] };
}
