import { z } from 'zod';
import { quotePattern, quotePieces } from '../../lib/search/quote-pattern';
import { type Database, query } from '../database';
import type { Cited } from './cited';
import { inPlace, placeParams } from './trace-place';

export interface QuoteRequest {
  database: Database;
  cited: Cited;
  quotes: string[];
  signal?: AbortSignal | undefined;
}

/**
 * For each quote whether it stands in the cited span, or in any span of the cited trace: white space and JSON escapes aside,
 * in pieces where it was shortened with an ellipsis. Read where the data is, so that a long span costs little.
 */
export async function quotesStand({ database, cited, quotes, signal }: QuoteRequest): Promise<boolean[]> {
  if (quotes.length === 0) return [];
  const params: (string | number)[] = placeParams(cited);
  const bind = (value: string) => `$${params.push(value)}`;
  const ofSpan = cited.spanId === null ? '' : ` AND span_id = ${bind(cited.spanId)}`;
  const columns = quotes.map((quote) => `coalesce(bool_or(${stands(quote, bind)}), false)`);
  const [row] = await query(database, {
    sql: `SELECT [${columns.join(', ')}] AS stands FROM span WHERE ${inPlace}${ofSpan}`,
    params,
    row: z.object({ stands: z.array(z.boolean()) }),
    signal,
  });
  return row?.stands ?? quotes.map(() => false);
}

/** As it is, or all of its pieces: three dots may be a cut, or may stand in the data. */
function stands(quote: string, bind: (value: string) => string): string {
  const match = (text: string) => `regexp_matches(raw, ${bind(quotePattern(text))})`;
  const pieces = quotePieces(quote);
  if (pieces.length === 0) return 'false';
  if (pieces.length === 1 && pieces[0] === quote.trim()) return match(quote);
  return `(${match(quote)} OR (${pieces.map(match).join(' AND ')}))`;
}
