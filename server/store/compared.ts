import { z } from 'zod';
import type { Compared } from '../../lib/contracts/comparison';
import type { Dataset } from '../../lib/contracts/dataset';
import type { Filters } from '../../lib/contracts/filters';
import { detectorKindSchema, retoldKinds } from '../../lib/contracts/pattern';
import { errorClassSchema } from '../../lib/contracts/span';
import { type Database, query, queryOne } from '../database';
import { isoTime } from './iso-time';
import { integer, nullableText } from './row-values';
import { selectTraces } from './selection';

/** One side of a comparison. */
export interface Side {
  dataset: Pick<Dataset, 'id' | 'name' | 'importedAt'>;
  database: Database;
  filters: Filters;
}

export interface SideRequest extends Side {
  signal?: AbortSignal | undefined;
}

export interface SideTotals extends Compared {
  errorTraces: number;
  silentTraces: number;
  failedTraces: number;
}

/** The counts of one side over the traces that its filters select; times are null where there is none. Throws AppError as `selectTraces` does. */
export async function readSideTotals({
  dataset,
  database,
  filters,
  signal,
}: SideRequest): Promise<SideTotals> {
  const { onTrace, params } = await selectTraces({ database, filters, signal });
  const row = await queryOne(database, {
    sql: `
      SELECT count(*) AS traces, coalesce(sum(span_count), 0)::BIGINT AS spans, min(start_ns) AS first, max(end_ns) AS last,
        count(*) FILTER (error_span_count > 0) AS error_traces,
        count(*) FILTER (silent_span_count > 0) AS silent_traces,
        count(*) FILTER (error_span_count > 0 OR silent_span_count > 0) AS failed_traces
      FROM trace WHERE ${onTrace}`,
    params,
    row: totalsRow,
    signal,
  });
  return {
    datasetId: dataset.id,
    datasetName: dataset.name,
    importedAt: dataset.importedAt,
    filters,
    traces: row.traces,
    spans: row.spans,
    from: isoTime(row.first),
    to: isoTime(row.last),
    errorTraces: row.error_traces,
    silentTraces: row.silent_traces,
    failedTraces: row.failed_traces,
  };
}

/** What each trace took: null where nothing was said. */
export type Amount = 'duration' | 'spans' | 'tokens' | 'cost';

const amounts: Record<Amount, string> = {
  duration: 'duration_ns / 1e6',
  spans: 'span_count::DOUBLE',
  tokens: 'nullif(input_tokens + output_tokens, 0)::DOUBLE',
  cost: 'cost_usd',
};

/** Of every selected trace that says it, in no certain order. */
export async function readAmounts({
  database,
  filters,
  amount,
  signal,
}: Omit<SideRequest, 'dataset'> & { amount: Amount }): Promise<number[]> {
  const { onTrace, params } = await selectTraces({ database, filters, signal });
  const { values } = await queryOne(database, {
    sql: `SELECT coalesce(list(value), []) AS values FROM (
            SELECT ${amounts[amount]} AS value FROM trace WHERE ${onTrace}) WHERE value IS NOT NULL`,
    params,
    row: z.object({ values: z.array(z.number()) }),
    signal,
  });
  return values;
}

/**
 * Every pattern of the selected traces with how many of them hold it. Errors that were only passed on are left out, and what only retells
 * a failure: each pattern that is tried makes the others harder to tell from chance.
 */
export async function readPatternCounts({ database, filters, signal }: Omit<SideRequest, 'dataset'>) {
  const { sql, params } = await selectTraces({ database, filters, signal });
  return query(database, {
    sql: `
      SELECT detector, key, label, signature, error_class, count(DISTINCT trace_ix) AS traces
      FROM pattern JOIN pattern_hit USING (detector, key)
      WHERE error_class IS DISTINCT FROM 'propagated' AND NOT list_contains([${retold}], detector) AND trace_ix IN (${sql})
      GROUP BY ALL`,
    params,
    row: patternRow,
    signal,
  });
}

/** Every name in the selected traces with how many of them have it. */
export async function readValueCounts({ database, filters, signal }: Omit<SideRequest, 'dataset'>) {
  const { sql, params } = await selectTraces({ database, filters, signal });
  return query(database, {
    sql: `SELECT facet, value, count(*) AS traces FROM trace_value WHERE trace_ix IN (${sql}) GROUP BY ALL`,
    params,
    row: valueRow,
    signal,
  });
}

const retold = retoldKinds.map((kind) => `'${kind}'`).join(', ');

const totalsRow = z.object({
  traces: integer,
  spans: integer,
  first: z.bigint().nullable(),
  last: z.bigint().nullable(),
  error_traces: integer,
  silent_traces: integer,
  failed_traces: integer,
});
const patternRow = z.object({
  detector: detectorKindSchema,
  key: z.string(),
  label: z.string(),
  signature: nullableText,
  error_class: errorClassSchema.nullable(),
  traces: integer,
});
const valueRow = z.object({
  facet: z.enum(['agent', 'model', 'tool', 'service', 'project']),
  value: z.string(),
  traces: integer,
});
