import type { Span } from '../../lib/contracts/span';
import type { Trace, TraceSummary } from '../../lib/contracts/trace';
import { query, queryInBatches, queryOne } from '../database';
import type { Param } from './selection';
import { spanColumns, spanOrder, spanRow } from './span-row';
import { inPlace, placeParams, readPlace, type TraceName } from './trace-place';
import { traceColumns, traceRow } from './trace-row';

export interface TraceRequest extends TraceName {
  /** All spans without it; ids that do not exist are left out. */
  spanIds?: readonly string[] | undefined;
}

/** A trace with its spans, in order of start. Throws AppError `not-found`. */
export async function readTrace(name: TraceRequest): Promise<Trace> {
  const { database, spanIds, signal } = name;
  const place = await readPlace(name);
  const summary = await queryOne(database, {
    sql: `SELECT ${traceColumns} FROM trace WHERE trace_ix = $1`,
    params: [place.traceIx],
    row: traceRow,
    signal,
  });
  const spans: Span[] = [];
  if (spanIds?.length === 0) return { summary, spans };
  const params: Param[] = placeParams(place);
  const wanted = spanIds?.map((id) => `$${params.push(id)}`).join(', ');
  const batches = queryInBatches(database, {
    sql: `
      SELECT ${spanColumns}
      FROM span, (SELECT start_ns FROM trace WHERE trace_ix = $1) AS trace
      WHERE ${inPlace} ${wanted === undefined ? '' : `AND span_id IN (${wanted})`}
      ORDER BY ${spanOrder}`,
    params,
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
