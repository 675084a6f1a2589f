import type { Citation } from '../contracts/citation';

/** The words to mark where a citation opens: the longest that were found, since a name in backticks says less than a message. */
export function bestQuote({ quotes }: Pick<Citation, 'quotes'>): string | null {
  const found = quotes.filter((quote) => quote.found).sort((a, b) => b.text.length - a.text.length);
  return found[0]?.text ?? null;
}
