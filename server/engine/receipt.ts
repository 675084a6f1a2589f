import type { Citation } from '../../lib/contracts/citation';
import type { Receipt } from '../../lib/contracts/diagnosis-event';
import { countSelected } from '../store/prevalence';
import type { ToolContext } from './tool-context';

/** What an answer rests on, counted by the server. */
export async function writeReceipt(options: {
  context: ToolContext;
  citations: Citation[];
  ms: number;
  signal: AbortSignal;
}): Promise<Receipt> {
  const { context, citations, ms, signal } = options;
  const { database, filters, tally } = context;
  const { queries, usage } = tally;
  const tracesMatched = await countSelected({ database, filters, signal });
  const quotes = citations.flatMap((citation) => citation.quotes);
  return {
    tracesMatched,
    tracesRead: tally.traces.size,
    spansRead: tally.spans.size,
    queries,
    // The built-in analyst calls no model: its cost is 0.
    ...usage,
    ms,
    citations: citations.length,
    citationsHold: citations.filter((citation) => citation.exists).length,
    quotes: quotes.length,
    quotesFound: quotes.filter((quote) => quote.found).length,
    resumed: false,
  };
}
