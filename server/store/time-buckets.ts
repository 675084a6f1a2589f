import { z } from 'zod';
import type { Overview } from '../../lib/contracts/overview';
import { type Database, query, queryOne } from '../database';
import { isoTime } from './iso-time';
import { integer } from './row-values';
import type { Selection } from './selection';

type TimeBucket = Overview['buckets'][number];

export interface TimeBucketsRequest {
  database: Database;
  selection: Selection;
  signal?: AbortSignal | undefined;
}

const mostBuckets = 60n;
const second = 1_000_000_000n;

/** Widths that a clock reads well, in nanoseconds, rising. */
const widths: readonly bigint[] = [
  ...[1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n, 10_000_000n, 100_000_000n],
  ...[1n, 2n, 5n, 10n, 15n, 30n, 60n, 120n, 300n, 600n, 900n, 1800n].map((seconds) => seconds * second),
  ...[1n, 2n, 3n, 6n, 12n, 24n, 48n, 168n, 336n, 720n, 2160n, 8760n].map((hours) => hours * 3600n * second),
];

/** The selected traces by the time of their start: at most 60 bars of one width without gaps, empty ones included. */
export async function readTimeBuckets({
  database,
  selection,
  signal,
}: TimeBucketsRequest): Promise<TimeBucket[]> {
  const { onTrace, params } = selection;
  const range = await queryOne(database, {
    sql: `SELECT min(start_ns) AS first, max(start_ns) AS last FROM trace WHERE ${onTrace}`,
    params,
    row: rangeRow,
    signal,
  });
  if (range.first === null || range.last === null) return [];
  const width = bucketWidth(range.first, range.last);
  const from = floorTo(range.first, width);
  const counts = await query(database, {
    sql: `
      SELECT (start_ns - $${params.length + 1}) // $${params.length + 2} AS bucket, count(*) AS traces,
        count(*) FILTER (error_span_count > 0) AS error_traces,
        count(*) FILTER (silent_span_count > 0) AS silent_traces
      FROM trace WHERE (${onTrace}) AND start_ns IS NOT NULL GROUP BY ALL`,
    params: [...params, from, width],
    row: countRow,
    signal,
  });
  const byBucket = new Map(counts.map((count) => [count.bucket, count]));
  const buckets: TimeBucket[] = [];
  for (let start = from, index = 0; start <= range.last; start += width, index += 1) {
    const count = byBucket.get(index);
    buckets.push({
      from: isoTime(start),
      to: isoTime(start + width),
      traces: count?.traces ?? 0,
      errorTraces: count?.error_traces ?? 0,
      silentTraces: count?.silent_traces ?? 0,
    });
  }
  return buckets;
}

/** The narrowest width by which the range fits into 60 bars that begin at multiples of it. */
function bucketWidth(first: bigint, last: bigint): bigint {
  const fitting = widths.find((width) => (last - floorTo(first, width)) / width < mostBuckets);
  return fitting ?? (last - first) / (mostBuckets - 1n) + 1n;
}

function floorTo(value: bigint, width: bigint): bigint {
  const rest = value % width;
  return value - (rest < 0n ? rest + width : rest);
}

const rangeRow = z.object({ first: z.bigint().nullable(), last: z.bigint().nullable() });
const countRow = z.object({
  bucket: integer,
  traces: integer,
  error_traces: integer,
  silent_traces: integer,
});
