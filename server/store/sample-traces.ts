import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Database, query } from '../database';
import { selectTraces } from './selection';

/** Ids of traces spread evenly over the whole selection, in order of start: its first rows tell about its beginning only. */
export async function sampleTraces(request: {
  database: Database;
  filters: Filters;
  count: number;
  signal?: AbortSignal | undefined;
}): Promise<string[]> {
  const { database, filters, count, signal } = request;
  const selection = await selectTraces({ database, filters, signal });
  const size = `$${selection.params.length + 1}`;
  const rows = await query(database, {
    sql: `
      WITH numbered AS (
        SELECT trace_id, row_number() OVER (ORDER BY start_ns, trace_ix) - 1 AS nth, count(*) OVER () AS total
        FROM trace WHERE trace_ix IN (${selection.sql}))
      SELECT trace_id FROM numbered
      WHERE nth = 0 OR (nth * ${size}::BIGINT) // total > ((nth - 1) * ${size}::BIGINT) // total
      ORDER BY nth`,
    params: [...selection.params, count],
    row: z.object({ trace_id: z.string() }),
    signal,
  });
  return rows.map((row) => row.trace_id);
}
