import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import { jsonPathsAt } from '../../lib/search/json-path-at';
import { spellOut } from '../../lib/search/spell-out';
import { type Place, type TextAround, textAround } from '../../lib/search/text-around';
import { query, queryInBatches, queryOne } from '../database';
import { integer } from './row-values';
import type { Param } from './selection';
import { spanOrder } from './span-row';
import { inPlace, placeParams, readPlace, type TraceName, type TracePlace } from './trace-place';

export interface TraceSearch extends TraceName {
  /** One span of the trace alone. */
  spanId?: string | undefined;
  /** RE2, over the raw JSON of each span. */
  pattern: string;
  /** Characters on either side of a hit. */
  context: number;
  /** Hits that are told; all are counted. */
  limit: number;
}

export interface SearchHit extends TextAround {
  row: number;
  traceId: string;
  spanId: string;
  spanName: string;
  /** Where in the span: `attributes["output.value"]`. */
  path: string;
}

export interface SearchResult {
  matches: number;
  /** Spans that match. */
  spans: number;
  hits: SearchHit[];
}

/**
 * Every match of a pattern in a trace counted, the first ones told in order of the spans' start.
 * Throws AppError `not-found`, or `bad-pattern` for what does not compile or matches the empty text.
 */
export async function searchTrace(request: TraceSearch): Promise<SearchResult> {
  const place = await readPlace(request);
  await checkPattern(request);
  const counts = await countMatches(request, place);
  const rows: number[] = [];
  let matches = 0;
  for (const { row, matches: count } of counts) {
    if (matches < request.limit) rows.push(row);
    matches += count;
  }
  const hits = await readHits(request, rows);
  return { matches, spans: counts.length, hits: hits.slice(0, request.limit) };
}

/** How often a pattern matches in each span that it matches in, in order of the spans' start; throws as `searchTrace` does. */
export async function matchedSpans(
  request: Omit<TraceSearch, 'context' | 'limit'>,
): Promise<{ row: number; matches: number }[]> {
  const place = await readPlace(request);
  await checkPattern(request);
  const counts = await countMatches(request, place);
  return counts.map(({ row, matches }) => ({ row, matches }));
}

/** Throws AppError `bad-pattern` for what does not compile or matches the empty text. */
export async function checkPattern({
  database,
  pattern,
  signal,
}: Pick<TraceSearch, 'database' | 'pattern' | 'signal'>): Promise<void> {
  const { empty } = await queryOne(database, {
    sql: "SELECT regexp_matches('', $1) AS empty",
    params: [pattern],
    row: z.object({ empty: z.boolean() }),
    signal,
  });
  if (empty) throw matchesNothing(pattern);
}

function matchesNothing(pattern: string): AppError {
  return new AppError(
    'bad-pattern',
    `The pattern ${pattern} matches the empty text, which is everywhere. Ask for at least one character.`,
  );
}

async function countMatches(
  request: Omit<TraceSearch, 'context' | 'limit'>,
  place: TracePlace,
): Promise<Count[]> {
  const { database, spanId, pattern, signal } = request;
  const params: Param[] = [...placeParams(place), spellOut(pattern)];
  const counts = await query(database, {
    sql: `
      SELECT "row", len(found) AS matches, list_contains(found, '') AS empty
      FROM (
        SELECT "row", start_ns, regexp_extract_all(raw, $4) AS found FROM span
        WHERE ${inPlace} AND regexp_matches(raw, $4) ${spanId === undefined ? '' : `AND span_id = $${params.push(spanId)}`}
      ) AS span
      ORDER BY ${spanOrder}`,
    params,
    row: countRow,
    signal,
  });
  if (counts.some((count) => count.empty)) throw matchesNothing(pattern);
  return counts;
}

/**
 * The first matches in each of these spans, at most `limit` a span, in order of the spans' start. The places come from what stands between the matches: RE2 sees the whole text at each, so that `\b`, `^` and `$` mean
 * what they mean in it, where looking for the matched words again would not.
 */
export async function readHits(
  request: Pick<TraceSearch, 'database' | 'pattern' | 'context' | 'limit' | 'signal'>,
  rows: readonly number[],
): Promise<SearchHit[]> {
  const { database, pattern, context, limit, signal } = request;
  if (rows.length === 0) return [];
  const between = [Math.min(...rows), Math.max(...rows)];
  const params: Param[] = [...between, `(?s:(.*?))(${spellOut(pattern)})`, limit];
  const spans = queryInBatches(database, {
    sql: `
      SELECT "row", trace_id, span_id, name, raw,
        list_transform(regexp_extract_all(raw, $3, 1)[1:$4], lambda text: strlen(text)) AS gaps,
        list_transform(regexp_extract_all(raw, $3, 2)[1:$4], lambda text: strlen(text)) AS lengths
      FROM span WHERE "row" BETWEEN $1 AND $2 AND "row" IN (${rows.map((row) => `$${params.push(row)}`).join(', ')})
      ORDER BY ${spanOrder}`,
    params,
    row: hitsRow,
    signal,
  });
  const hits: SearchHit[] = [];
  for await (const batch of spans) hits.push(...batch.flatMap((span) => hitsIn(span, context)));
  return hits;
}

function hitsIn(span: HitsRow, context: number): SearchHit[] {
  const places = [...placesIn(span)];
  const paths = jsonPathsAt(
    span.raw,
    places.map((place) => place.start),
  );
  return places.map((place, at) => ({
    row: span.row,
    traceId: span.trace_id,
    spanId: span.span_id,
    spanName: span.name,
    path: paths[at] ?? '',
    ...textAround(span.raw, place, context),
  }));
}

/** Byte lengths of gap, match, gap, match … as places in the text. */
function* placesIn({ raw, gaps, lengths }: HitsRow): Generator<Place> {
  const bytes = Buffer.from(raw, 'utf8');
  let byte = 0;
  let character = 0;
  const advance = (by: number) => {
    character += bytes.toString('utf8', byte, byte + by).length;
    byte += by;
    return character;
  };
  for (const [at, gap] of gaps.entries()) {
    const start = advance(gap);
    yield { start, end: advance(lengths[at] ?? 0) };
  }
}

const countRow = z.object({ row: integer, matches: integer, empty: z.boolean() });
type Count = z.output<typeof countRow>;

const hitsRow = z.object({
  row: integer,
  trace_id: z.string(),
  span_id: z.string(),
  name: z.string(),
  raw: z.string(),
  gaps: z.array(integer),
  lengths: z.array(integer),
});
type HitsRow = z.output<typeof hitsRow>;
