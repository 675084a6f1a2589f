import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import type { TracePage, TraceSort } from '../../lib/contracts/trace';
import { type Database, query, queryOne } from '../database';
import { integer } from './row-values';
import { selectTraces } from './selection';
import { traceColumns, traceRow } from './trace-row';

export interface TracePageRequest {
  database: Database;
  filters: Filters;
  sort: TraceSort;
  order: 'asc' | 'desc';
  offset: number;
  limit: number;
  signal?: AbortSignal | undefined;
}

const sortKeys: Record<TraceSort, string> = {
  start: 'start_ns',
  duration: 'duration_ns',
  spans: 'span_count',
  errors: 'error_span_count',
  tokens: 'input_tokens + output_tokens',
  cost: 'cost_usd',
  bytes: 'bytes',
  name: 'lower(root_name)',
  agent: 'lower(agent_names[1])',
  model: 'lower(model_names[1])',
};

/** A page of the selected traces and how many there are in all; what is unknown stands last in either order. */
export async function readTracePage(request: TracePageRequest): Promise<TracePage> {
  const { database, filters, sort, order, offset, limit, signal } = request;
  const { onTrace, params } = await selectTraces({ database, filters, signal });
  const [{ total }, traces] = await Promise.all([
    queryOne(database, {
      sql: `SELECT count(*) AS total FROM trace WHERE ${onTrace}`,
      params,
      row: totalRow,
      signal,
    }),
    query(database, {
      sql: `
        SELECT ${traceColumns} FROM trace WHERE ${onTrace}
        ORDER BY ${sortKeys[sort]} ${order} NULLS LAST, trace_ix
        LIMIT $${params.length + 1} OFFSET $${params.length + 2}`,
      params: [...params, limit, offset],
      row: traceRow,
      signal,
    }),
  ]);
  return { total, offset, traces };
}

const totalRow = z.object({ total: integer });
