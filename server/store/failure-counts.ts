import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Database, query, queryOne } from '../database';
import { integer } from './row-values';
import { selectTraces } from './selection';

export interface FailureCountsRequest {
  database: Database;
  filters: Filters;
  /** Facets of `trace_value`. */
  dimensions: readonly string[];
  signal?: AbortSignal | undefined;
}

export interface FailureCounts {
  /** Selected traces, and those of them whose outcome is error or silent. */
  traces: number;
  failed: number;
  /** The same of the traces that have a value. */
  values: { dimension: string; value: string; traces: number; failed: number }[];
}

/** How many of the selected traces failed, in all and for every value. */
export async function readFailureCounts({
  database,
  filters,
  dimensions,
  signal,
}: FailureCountsRequest): Promise<FailureCounts> {
  const { sql, params } = await selectTraces({ database, filters, signal });
  const chosen = `SELECT trace_ix, outcome IN ('error', 'silent') AS failed FROM trace WHERE trace_ix IN (${sql})`;
  const totals = await queryOne(database, {
    sql: `SELECT count(*) AS traces, count(*) FILTER (failed) AS failed FROM (${chosen})`,
    params,
    row: z.object({ traces: integer, failed: integer }),
    signal,
  });
  const facets = dimensions.map((_, at) => `$${params.length + 1 + at}`).join(', ');
  const values = await query(database, {
    sql: `
      SELECT facet AS dimension, value, count(*) AS traces, count(*) FILTER (failed) AS failed
      FROM trace_value JOIN (${chosen}) USING (trace_ix) WHERE facet IN (${facets})
      GROUP BY ALL ORDER BY ALL`,
    params: [...params, ...dimensions],
    row: z.object({ dimension: z.string(), value: z.string(), traces: integer, failed: integer }),
    signal,
  });
  return { ...totals, values };
}
