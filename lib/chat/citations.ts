/** A `[trace:ID]` or `[span:TRACE_ID/SPAN_ID]` in an answer's text. */
export interface CitationMark {
  kind: 'trace' | 'span';
  /** As written, brackets included. */
  text: string;
  /** What stands between the colon and the bracket. */
  reference: string;
  /** Place in the text: from `start` up to `end`. */
  start: number;
  end: number;
  /** Words in backticks or quotation marks beside it, as written. */
  quotes: string[];
}

/** One way to read a citation. */
export interface CitationTarget {
  traceId: string;
  spanId: string | null;
}

interface Quote {
  text: string;
  start: number;
  end: number;
}

const citationPattern = /\[(trace|span):([^[\]\n]+)\]/g;
const quotePatterns = [/(`+)([^`\n]+?)\1(?!`)/g, /(")([^"\n]+)"/g, /(“)([^”\n]+)”/g];
/** Farther away than this, in characters, a quote belongs to something else. */
const reach = 120;
const shortestQuote = 3;
/** Stands for each character that was taken out. */
const taken = '\0';

/**
 * The citations of a text, in order, each with the quotes beside it: on the same line, in the same sentence, and nearer to it
 * than to another. A quote beside several citations in a row belongs to each. One whose bracket is still to come is no citation
 * yet, so a text that grows can be read again as it grows.
 */
export function findCitations(text: string): CitationMark[] {
  const marks: CitationMark[] = [];
  for (const match of withoutFences(text).matchAll(citationPattern)) {
    const reference = match[2]?.trim() ?? '';
    const kind = match[1] === 'span' ? 'span' : 'trace';
    if (reference === '' || (kind === 'span' && !/.\/./.test(reference))) continue;
    const start = match.index;
    marks.push({ kind, text: match[0], reference, start, end: start + match[0].length, quotes: [] });
  }
  if (marks.length === 0) return marks;
  const { quotes, rest } = findQuotes(text, marks);
  for (const quote of quotes) {
    for (const mark of citedBy({ quote, marks, text, rest })) {
      if (!mark.quotes.includes(quote.text)) mark.quotes.push(quote.text);
    }
  }
  return marks;
}

/**
 * Every way to read it, the likeliest first. Ids may hold slashes, so that only the data can tell where a trace's id ends.
 */
export function citationTargets(mark: Pick<CitationMark, 'kind' | 'reference'>): CitationTarget[] {
  if (mark.kind === 'trace') return [{ traceId: mark.reference, spanId: null }];
  const targets: CitationTarget[] = [];
  for (let at = mark.reference.lastIndexOf('/'); at > 0; at = mark.reference.lastIndexOf('/', at - 1)) {
    const spanId = mark.reference.slice(at + 1);
    if (spanId !== '') targets.push({ traceId: mark.reference.slice(0, at), spanId });
  }
  return targets;
}

/** Quotes outside of citations and fenced blocks, in order, and the text with all of these taken out. */
function findQuotes(text: string, marks: CitationMark[]): { quotes: Quote[]; rest: string } {
  let rest = withoutFences(text);
  for (const mark of marks) rest = blank(rest, mark);
  const quotes: Quote[] = [];
  for (const pattern of quotePatterns) {
    for (const match of rest.matchAll(pattern)) {
      const inner = match[2] ?? '';
      const start = match.index;
      const end = start + match[0].length;
      rest = blank(rest, { start, end });
      if (inner.replaceAll(taken, '').trim().length >= shortestQuote)
        quotes.push({ text: inner.trim(), start, end });
    }
  }
  return { quotes: quotes.sort((a, b) => a.start - b.start), rest };
}

/** The citation that a quote stands beside, and those that follow each other there without a word between. */
function citedBy(options: {
  quote: Quote;
  marks: CitationMark[];
  text: string;
  rest: string;
}): CitationMark[] {
  const { quote, marks, text, rest } = options;
  const before = marks.findLast((mark) => mark.end <= quote.start);
  const after = marks.find((mark) => mark.start >= quote.end);
  const gapBefore = before && gap(rest.slice(before.end, quote.start));
  const gapAfter = after && gap(rest.slice(quote.end, after.start));
  const nearest = (gapAfter ?? Infinity) <= (gapBefore ?? Infinity) ? after : before;
  if (nearest === undefined || Math.min(gapAfter ?? Infinity, gapBefore ?? Infinity) === Infinity) return [];
  return rowOf({ marks, one: nearest, text });
}

/** Length of the words between; infinite where another line or sentence lies there. */
function gap(rest: string): number {
  const between = rest.replaceAll(taken, '');
  if (between.includes('\n') || /[.!?]\s+\p{L}/u.test(between) || between.length > reach) return Infinity;
  return between.length;
}

/** Those that stand in one row with it. */
function rowOf(options: { marks: CitationMark[]; one: CitationMark; text: string }): CitationMark[] {
  const { marks, one, text } = options;
  const joined = (left: CitationMark | undefined, right: CitationMark | undefined) =>
    left !== undefined &&
    right !== undefined &&
    /^[\s,;`]*(?:and\s+)?`?$/.test(text.slice(left.end, right.start));
  let first = marks.indexOf(one);
  let last = first;
  while (joined(marks[first - 1], marks[first])) first -= 1;
  while (joined(marks[last], marks[last + 1])) last += 1;
  return marks.slice(first, last + 1);
}

/** A fenced block shows data; neither a citation nor a quote in it is the answer's own. */
function withoutFences(text: string): string {
  let rest = text;
  for (const fence of text.matchAll(/^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\n]*$|$(?![\s\S]))/gm)) {
    rest = blank(rest, { start: fence.index, end: fence.index + fence[0].length });
  }
  return rest;
}

/** Blanked out, so that everything else keeps its place. */
function blank(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, taken) + text.slice(end);
}
