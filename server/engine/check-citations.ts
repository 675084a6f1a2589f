import {
  type CitationMark,
  type CitationTarget,
  citationTargets,
  findCitations,
} from '../../lib/chat/citations';
import type { Citation } from '../../lib/contracts/citation';
import type { Database } from '../database';
import { quotesStand } from '../store/quotes';
import { findSpanName } from '../store/spans';
import { findTraceName } from '../store/trace';
import type { Clock } from './clock';
import type { RunEvent } from './run-event';

/** Text that streams faster than this, in milliseconds, is checked once for several pieces. */
const pauseMs = 250;

type Cited = CitationTarget & { name: string };

/** Checks the citations of a run's text as it grows. */
export interface CitationCheck {
  /** The text of the model call that streams now, from its beginning. */
  grow(text: string): AsyncGenerator<RunEvent>;
  /** The same text, complete. */
  finish(text: string): AsyncGenerator<RunEvent>;
  /** What is known of all citations of the run so far. */
  latest(): Citation[];
}

export function checkCitationsOf(options: {
  database: Database;
  clock: Clock;
  signal: AbortSignal;
}): CitationCheck {
  const { database, clock, signal } = options;
  const lookUp = memory({ database, signal });
  let earlier = '';
  let latest: Citation[] = [];
  let checkedAt = Number.NEGATIVE_INFINITY;

  async function* check(text: string): AsyncGenerator<RunEvent> {
    const marks = mergeMarks(findCitations(earlier + text));
    const citations: Citation[] = [];
    for (const mark of marks) citations.push(await lookUp(mark));
    checkedAt = clock.now();
    if (JSON.stringify(citations) === JSON.stringify(latest)) return;
    latest = citations;
    yield { type: 'citations-checked', citations };
  }

  return {
    async *grow(text) {
      if (clock.now() - checkedAt >= pauseMs && text.includes(']')) yield* check(text);
    },
    async *finish(text) {
      yield* check(text);
      if (text !== '') earlier += `${text}\n\n`;
    },
    latest: () => latest,
  };
}

/** One entry a citation as written, with the quotes of all places where it stands. */
function mergeMarks(marks: CitationMark[]): CitationMark[] {
  const byText = new Map<string, CitationMark>();
  for (const mark of marks) {
    const known = byText.get(mark.text);
    byText.set(mark.text, { ...mark, quotes: [...new Set([...(known?.quotes ?? []), ...mark.quotes])] });
  }
  return [...byText.values()];
}

/** Looks each citation and each of its quotes up once, however often the text is checked. */
function memory(options: { database: Database; signal: AbortSignal }) {
  const resolved = new Map<string, Cited | null>();
  const stands = new Map<string, boolean>();
  return async (mark: CitationMark): Promise<Citation> => {
    const known = resolved.get(mark.text);
    const cited = known === undefined ? await resolve(mark, options) : known;
    resolved.set(mark.text, cited);
    if (cited === null) return notInDataset(mark);
    const key = (quote: string) => `${mark.text}\n${quote}`;
    const quotes = mark.quotes.filter((quote) => !stands.has(key(quote)));
    const found = await quotesStand({ ...options, ...cited, quotes });
    for (const [index, quote] of quotes.entries()) stands.set(key(quote), found[index] ?? false);
    return {
      text: mark.text,
      traceId: cited.traceId,
      spanId: cited.spanId,
      exists: true,
      name: cited.name,
      quotes: mark.quotes.map((quote) => ({ text: quote, found: stands.get(key(quote)) ?? false })),
    };
  };
}

/** Ids may hold slashes: the first reading that is in the data is the one that was meant. */
async function resolve(
  mark: CitationMark,
  options: { database: Database; signal: AbortSignal },
): Promise<Cited | null> {
  for (const target of citationTargets(mark)) {
    const { traceId, spanId } = target;
    const name =
      spanId === null
        ? await findTraceName({ ...options, traceId })
        : await findSpanName({ ...options, traceId, spanId });
    if (name !== undefined) return { ...target, name };
  }
  return null;
}

function notInDataset(mark: CitationMark): Citation {
  const [target] = citationTargets(mark);
  return {
    text: mark.text,
    traceId: target?.traceId ?? mark.reference,
    spanId: target?.spanId ?? null,
    exists: false,
    name: null,
    quotes: mark.quotes.map((quote) => ({ text: quote, found: false })),
  };
}
