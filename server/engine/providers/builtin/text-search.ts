import { z } from 'zod';
import { textPattern } from '../../../../lib/search/text-pattern';
import { overviewSchema, read } from './answers';
import { noTurnLeft, type Play, refusalOf, unreadable } from './play';
import { pageOf, type Wish } from './wish';
import { citeSpan, nothingMatches, ofTraces, paragraphs, plural, quoteOf } from './words';

const usual = 5;
const searched = 50;

const foundSchema = z.object({
  trace_count: z.number(),
  span_count: z.number(),
  matches: z.array(
    z.object({ trace_id: z.string(), span_id: z.string(), span_name: z.string(), match: z.string() }),
  ),
});

/** In how many traces some words stand, to the letter but for upper and lower case, with places to look at. */
export function* textSearch(wish: Wish): Play {
  const words = wordsIn(wish.said);
  if (words === null)
    return 'Which words are looked for? Put them in quotes, as in: which traces contain "timed out"?';
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'search_spans', args: { pattern: textPattern(words), context: 0, limit: searched } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const found = read(foundSchema, second);
  if (!overview) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  if (!found) return `The search did not work: ${(second && refusalOf(second)) ?? 'there was no answer'}`;
  const head = `${ofTraces(found.trace_count, overview.total_traces)} contain “${words}”, in ${plural(found.span_count, 'span')} (upper and lower case alike; names, inputs, outputs and messages).`;
  const { shown, from } = pageOf(found.matches, wish, usual);
  return paragraphs(
    head,
    shown.map(
      ({ trace_id, span_id, match }, at) =>
        `${from + at + 1}. ${quoteOf(match) ?? 'Seen'} ${citeSpan(trace_id, span_id)}`,
    ),
    shown.length === 0 && from > 0 ? 'There are no more places to show.' : '',
  );
}

/** What is quoted, or else what stands behind the words that ask for it. */
function wordsIn(said: string): string | null {
  const quoted = /["“`']([^"”`'\n]{2,200})["”`']/.exec(said)?.[1];
  const behind =
    /\b(?:contain\w*|mention\w*|search for|grep for|look for|say\w*|include\w*)\s+(?:the (?:text|words?|string|phrase)\s+)?([^?"“`]{2,200})/i.exec(
      said,
    )?.[1];
  const words = (quoted ?? behind)?.trim().replace(/[?.!]+$/, '');
  return words === undefined || words.length < 2 ? null : words;
}
