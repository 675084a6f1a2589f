import { type CitationMark, citationTargets, findCitations } from '../../lib/chat/citations';
import type { Citation } from '../../lib/contracts/citation';
import type { Database } from '../database';
import { type Cited, findCited } from '../store/cited';
import { quotesStand } from '../store/quotes';
import type { Clock } from './clock';
import type { RunEvent } from './run-event';
import type { TextWatch } from './text-watch';

/** Text that streams faster than this, in milliseconds, is checked once for several pieces. */
const pauseMs = 250;

/** Checks the citations of a run's text as it grows. */
export interface CitationCheck extends TextWatch {
  /** What is known of all citations of the run so far. */
  latest(): Citation[];
}

/** The check of one run: `citations-checked` where what is known has changed. Throws AppError `cancelled`. */
export function checkCitationsOf(options: {
  database: Database;
  clock: Clock;
  signal: AbortSignal;
  /** What the run had said before it was cut off. */
  said?: string | undefined;
}): CitationCheck {
  const { database, clock, signal, said = '' } = options;
  const lookUp = memory({ database, signal });
  let earlier = said;
  let latest: Citation[] = [];
  let checkedAt = Number.NEGATIVE_INFINITY;

  async function* check(text: string): AsyncGenerator<RunEvent> {
    const citations = await lookUp(mergeMarks(findCitations(earlier + text)));
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
  const resolved = new Map<string, Cited | undefined>();
  const stands = new Map<string, boolean>();

  async function check(mark: CitationMark): Promise<Citation> {
    const cited = resolved.get(mark.text);
    if (cited === undefined) return notInDataset(mark);
    const key = (quote: string) => `${mark.text}\n${quote}`;
    const quotes = mark.quotes.filter((quote) => !stands.has(key(quote)));
    const found = await quotesStand({ ...options, cited, quotes });
    for (const [index, quote] of quotes.entries()) stands.set(key(quote), found[index] ?? false);
    return {
      text: mark.text,
      traceId: cited.traceId,
      spanId: cited.spanId,
      exists: true,
      name: cited.name,
      quotes: mark.quotes.map((quote) => ({ text: quote, found: stands.get(key(quote)) ?? false })),
    };
  }

  return async (marks: CitationMark[]): Promise<Citation[]> => {
    const fresh = marks.filter((mark) => !resolved.has(mark.text));
    const cited = await resolve(fresh, options);
    for (const [index, mark] of fresh.entries()) resolved.set(mark.text, cited[index]);
    return Promise.all(marks.map(check));
  };
}

/** Ids may hold slashes: the first reading that is in the data is the one that was meant. */
async function resolve(
  marks: CitationMark[],
  options: { database: Database; signal: AbortSignal },
): Promise<(Cited | undefined)[]> {
  const readings = marks.map(citationTargets);
  const found = await findCited({ ...options, names: readings.flat() });
  let at = 0;
  return readings.map((targets) => {
    const candidates = found.slice(at, at + targets.length);
    at += targets.length;
    return candidates.find((candidate) => candidate !== undefined);
  });
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
