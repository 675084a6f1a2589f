import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Database, query, queryOne } from '../database';
import { isoTime } from './iso-time';
import { integer } from './row-values';
import { selectTraces } from './selection';

export const traceGroupingSchema = z.enum(['model', 'service', 'agent', 'tool', 'project', 'hour', 'none']);
export type TraceGrouping = z.infer<typeof traceGroupingSchema>;

export interface TraceCount {
  /** A name, the start of an hour (ISO 8601), or null: nothing was said, or nothing is grouped. */
  value: string | null;
  traces: number;
  /** Of the selected traces, 0 to 1. A trace with several values counts under each. */
  share: number;
  errorTraces: number;
}

export interface TraceCounts {
  /** Selected traces. */
  traces: number;
  /** All traces of the dataset. */
  ofTraces: number;
  /** The most frequent first, hours in order; at most `limit`. */
  groups: TraceCount[];
  /** How many there are in all. */
  distinct: number;
}

export interface TraceCountsRequest {
  database: Database;
  filters: Filters;
  groupBy: TraceGrouping;
  limit?: number;
  signal?: AbortSignal | undefined;
}

/** How many of the selected traces have which value. */
export async function countTraces(request: TraceCountsRequest): Promise<TraceCounts> {
  const { database, filters, groupBy, limit = 200, signal } = request;
  const { sql, params } = await selectTraces({ database, filters, signal });
  const total = await queryOne(database, {
    sql: `SELECT (SELECT count(*) FROM (${sql})) AS traces, (SELECT count(*) FROM trace) AS of_traces`,
    params,
    row: totalRow,
    signal,
  });
  const rows = await query(database, {
    sql: `
      SELECT value, hour_ns, count(*) AS traces, count(*) FILTER (error_span_count > 0) AS error_traces,
        count(*) OVER () AS distinct_values
      FROM (${groupedTraces(groupBy, `trace.trace_ix IN (${sql})`)})
      GROUP BY value, hour_ns
      ORDER BY ${groupBy === 'hour' ? 'hour_ns' : 'traces DESC, value'} LIMIT $${params.length + 1}`,
    params: [...params, limit],
    row: countRow,
    signal,
  });
  const groups = rows.map((row) => ({
    value: row.value ?? isoTime(row.hour_ns),
    traces: row.traces,
    share: total.traces === 0 ? 0 : row.traces / total.traces,
    errorTraces: row.error_traces,
  }));
  return {
    traces: total.traces,
    ofTraces: total.of_traces,
    groups,
    distinct: rows[0]?.distinct_values ?? 0,
  };
}

/** One row for each trace and value of it: `value` or `hour_ns`, and `error_span_count`. */
function groupedTraces(groupBy: TraceGrouping, selected: string): string {
  const hour = 3_600_000_000_000n;
  switch (groupBy) {
    case 'none':
      return `SELECT NULL::VARCHAR AS value, NULL::BIGINT AS hour_ns, error_span_count FROM trace WHERE ${selected}`;
    case 'hour':
      return `
        SELECT NULL::VARCHAR AS value, start_ns // ${hour} * ${hour} AS hour_ns, error_span_count
        FROM trace WHERE ${selected}`;
    default:
      return `
        SELECT value, NULL::BIGINT AS hour_ns, error_span_count
        FROM trace LEFT JOIN (SELECT trace_ix, value FROM trace_value WHERE facet = '${groupBy}') USING (trace_ix)
        WHERE ${selected}`;
  }
}

const totalRow = z.object({ traces: integer, of_traces: integer });
const countRow = z.object({
  value: z.string().nullable(),
  hour_ns: z.bigint().nullable(),
  traces: integer,
  error_traces: integer,
  distinct_values: integer,
});
