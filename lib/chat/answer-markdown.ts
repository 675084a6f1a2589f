import type { Citation } from '../contracts/citation';
import { traceUrl } from '../url';
import { authorName } from './author-name';
import { bestQuote } from './best-quote';
import { findCitations } from './citations';
import type { Exchange } from './exchange';
import { findingMarkdown, type MarkdownPlace } from './finding-markdown';
import { inlineCode } from './inline-code';
import { receiptParts } from './receipt-line';

/** Question, answer with its citations as links, findings and receipt: what one pastes elsewhere. */
export function answerMarkdown(exchange: Exchange, { origin }: MarkdownPlace): string {
  const parts = [exchange.question.replace(/^/gm, '> '), linkedAnswer(exchange, origin)];
  for (const item of exchange.items) {
    if (item.kind === 'finding') parts.push(findingMarkdown(item.finding, { origin }));
  }
  parts.push(footer(exchange));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/**
 * The answer itself: what the root agent wrote after its last tool call. Where it wrote nothing after that, all that it wrote,
 * since then the answer came beside the calls.
 */
export function answerText({ items }: Pick<Exchange, 'items'>): string {
  const own = items.filter((item) => item.depth === 0);
  const lastCall = own.findLastIndex((item) => item.kind === 'tool' && item.name !== 'report_finding');
  return textOf(own.slice(lastCall + 1)) || textOf(own);
}

function textOf(items: Exchange['items']): string {
  return items
    .flatMap((item) => (item.kind === 'text' ? item.text.trim() : []))
    .join('\n\n')
    .trim();
}

function linkedAnswer(exchange: Exchange, origin: string): string {
  const text = answerText(exchange);
  const checked = new Map(exchange.citations.map((citation) => [citation.text, citation]));
  let linked = '';
  let from = 0;
  for (const mark of findCitations(text)) {
    const citation = checked.get(mark.text);
    if (citation === undefined) continue;
    // Backticks around a citation would show the link's own characters.
    const bare = text[mark.start - 1] === '`' && text[mark.end] === '`' ? 1 : 0;
    linked += text.slice(from, mark.start - bare) + link({ citation, exchange, origin });
    from = mark.end + bare;
  }
  return linked + text.slice(from);
}

interface LinkOptions {
  citation: Citation;
  exchange: Exchange;
  origin: string;
}

function link({ citation, exchange, origin }: LinkOptions): string {
  const { traceId, spanId, exists } = citation;
  const label = spanId === null ? traceId : `${traceId}/${spanId}`;
  if (!exists) return `~~${label}~~ (not in this dataset)`;
  const datasetId = exchange.started?.datasetId ?? '';
  const quote = bestQuote(citation);
  return `[${inlineCode(label)}](${origin}${traceUrl({ datasetId, traceId, spanId, quote })})`;
}

function footer({ started, end, interrupted }: Exchange): string {
  const author = started ? authorName(started.options) : undefined;
  const receipt = end && 'receipt' in end ? receiptParts(end.receipt) : [];
  const unfinished = interrupted || end?.outcome === 'cancelled' || end?.outcome === 'failed';
  const told = unfinished ? ['stopped before it was answered'] : receipt;
  const parts = [started?.datasetName, author, ...told].filter((part) => part !== undefined);
  return parts.length > 0 ? `*${parts.join(' · ')}*` : '';
}
