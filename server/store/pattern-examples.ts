import { z } from 'zod';
import { detectorKindSchema, type Pattern } from '../../lib/contracts/pattern';
import { type Database, query } from '../database';
import { nullableText } from './row-values';
import type { Param, Selection } from './selection';

export type PatternName = Pick<Pattern, 'detector' | 'key'>;
type PatternExample = Pattern['examples'][number];

const examplesOfPattern = 5;

export interface ExamplesRequest {
  database: Database;
  selection: Selection;
  patterns: readonly PatternName[];
  signal?: AbortSignal | undefined;
}

/**
 * By `nameOf` the pattern: one span of each of a few traces, the one that wasted most or else the first: the k-th of n traces is taken where
 * k · examples / n reaches the next whole number.
 */
export async function readExamples({
  database,
  selection,
  patterns,
  signal,
}: ExamplesRequest): Promise<Map<string, PatternExample[]>> {
  const params: Param[] = [...selection.params];
  const wanted = patterns
    .map(({ detector, key }) => `($${params.push(detector)}, $${params.push(key)})`)
    .join(', ');
  const found = await query(database, {
    sql: `
      WITH hit AS (
        SELECT detector, key, trace_ix, 
          arg_max("row", (coalesce(wasted_tokens, -1), coalesce(wasted_ns, -1), -"row")) AS "row"
        FROM pattern_hit WHERE (detector, key) IN (${wanted}) AND trace_ix IN (${selection.sql}) GROUP BY ALL
      ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY detector, key ORDER BY trace_ix) AS place,
          count(*) OVER (PARTITION BY detector, key) AS places
        FROM hit
      )
      SELECT detector, key, trace_id, span_id, failure_text
      FROM placed JOIN span USING ("row")
      WHERE place * ${examplesOfPattern} // places > (place - 1) * ${examplesOfPattern} // places
      ORDER BY detector, key, "row"`,
    params,
    row: exampleRow,
    signal,
  });
  const examples = new Map<string, PatternExample[]>();
  for (const { trace_id, span_id, failure_text, ...pattern } of found) {
    const example = { traceId: trace_id, spanId: span_id, quote: failure_text };
    examples.set(nameOf(pattern), [...(examples.get(nameOf(pattern)) ?? []), example]);
  }
  return examples;
}

export function nameOf({ detector, key }: PatternName): string {
  return `${detector}:${key}`;
}

const exampleRow = z.object({
  detector: detectorKindSchema,
  key: z.string(),
  trace_id: z.string(),
  span_id: z.string(),
  failure_text: nullableText,
});
