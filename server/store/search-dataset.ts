import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { spellOut } from '../../lib/search/spell-out';
import { type Database, queryOne } from '../database';
import { integer } from './row-values';
import { checkPattern, readHits, type SearchHit } from './search-spans';
import { type Param, selectTraces } from './selection';

export interface DatasetSearch {
  database: Database;
  filters: Filters;
  /** RE2, over the raw JSON of each span. */
  pattern: string;
  /** Characters on either side of a hit. */
  context: number;
  /** Hits that are told; all spans and traces are counted. */
  limit: number;
  signal?: AbortSignal | undefined;
}

export interface DatasetSearchResult {
  traces: number;
  spans: number;
  /** The first match of spans that are spread evenly over all that match, in order of reading. */
  hits: SearchHit[];
}

/**
 * Every span and trace counted that a pattern matches in, with examples from across all of them. Throws AppError `bad-pattern`,
 * `timeout` or `cancelled`.
 */
export async function searchDataset(request: DatasetSearch): Promise<DatasetSearchResult> {
  const { database, filters, pattern, context, limit, signal } = request;
  await checkPattern(request);
  const selection = await selectTraces({ database, filters, signal });
  const params: Param[] = [...selection.params];
  const matching = `$${params.push(spellOut(pattern))}`;
  const shown = `$${params.push(limit)}::BIGINT`;
  const found = await queryOne(database, {
    sql: `
      WITH hit AS MATERIALIZED (
        SELECT "row", trace_ix FROM span WHERE ${selection.onTraceIx} AND regexp_matches(raw, ${matching})
      ), placed AS (
        SELECT "row", row_number() OVER (ORDER BY "row") AS place, count(*) OVER () AS places FROM hit
      )
      SELECT (SELECT count(*) FROM hit) AS spans, (SELECT count(DISTINCT trace_ix) FROM hit) AS traces,
        coalesce((SELECT list("row" ORDER BY "row") FROM placed
          WHERE place * ${shown} // places > (place - 1) * ${shown} // places), []) AS chosen`,
    params,
    row: z.object({ spans: integer, traces: integer, chosen: z.array(integer) }),
    signal,
  });
  const { spans, traces, chosen } = found;
  const hits = await readHits({ database, pattern, context, limit: 1, signal }, chosen);
  return { traces, spans, hits };
}
