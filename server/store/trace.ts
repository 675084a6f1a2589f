import type { Span } from '../../lib/contracts/span';
import type { Trace, TraceSummary } from '../../lib/contracts/trace';
import { query, queryInBatches, queryOne } from '../database';
import { spanColumns, spanOrder, spanRow } from './span-row';
import { inPlace, placeParams, readPlace, type TraceName } from './trace-place';
import { traceColumns, traceRow } from './trace-row';

/** A trace with every span, in order of start. Throws AppError `not-found`. */
export async function readTrace(name: TraceName): Promise<Trace> {
  const { database, signal } = name;
  const place = await readPlace(name);
  const summary = await queryOne(database, {
    sql: `SELECT ${traceColumns} FROM trace WHERE trace_ix = $1`,
    params: [place.traceIx],
    row: traceRow,
    signal,
  });
  const spans: Span[] = [];
  const batches = queryInBatches(database, {
    sql: `
      SELECT ${spanColumns}
      FROM span, (SELECT start_ns FROM trace WHERE trace_ix = $1) AS trace
      WHERE ${inPlace}
      ORDER BY ${spanOrder}`,
    params: placeParams(place),
    row: spanRow,
    signal,
  });
  for await (const batch of batches) spans.push(...batch);
  return { summary, spans };
}

/** Summaries of the traces with these ids, in the order asked for; those that do not exist are left out. */
export async function readTraceSummaries({
  database,
  traceIds,
  signal,
}: Omit<TraceName, 'traceId'> & { traceIds: readonly string[] }): Promise<TraceSummary[]> {
  if (traceIds.length === 0) return [];
  const found = await query(database, {
    sql: `SELECT ${traceColumns} FROM trace WHERE trace_id IN (${traceIds.map((_, at) => `$${at + 1}`).join(', ')})`,
    params: traceIds,
    row: traceRow,
    signal,
  });
  const byId = new Map(found.map((summary) => [summary.traceId, summary]));
  return traceIds.flatMap((id) => byId.get(id) ?? []);
}
