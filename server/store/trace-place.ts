import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import { type Database, query } from '../database';
import { integer } from './row-values';

/** Where a trace's spans lie: reading these rows alone leaves the rest of the file untouched. */
export interface TracePlace {
  traceIx: number;
  firstRow: number;
  lastRow: number;
}

export interface TraceName {
  database: Database;
  traceId: string;
  signal?: AbortSignal | undefined;
}

/** The condition on `span` that `placeParams` fill. */
export const inPlace = 'trace_ix = $1 AND "row" BETWEEN $2 AND $3';

export function placeParams(place: TracePlace): number[] {
  return [place.traceIx, place.firstRow, place.lastRow];
}

/** Undefined where there is no such trace. */
export async function findPlace({ database, traceId, signal }: TraceName): Promise<TracePlace | undefined> {
  const [place] = await query(database, {
    sql: 'SELECT trace_ix, first_row, last_row FROM trace WHERE trace_id = $1',
    params: [traceId],
    row: placeRow,
    signal,
  });
  return place;
}

/** Throws AppError `not-found`. */
export async function readPlace(name: TraceName): Promise<TracePlace> {
  const place = await findPlace(name);
  if (place === undefined) {
    throw new AppError('not-found', `There is no trace ${name.traceId} in this dataset.`);
  }
  return place;
}

/** The chips of a page show the first 8 characters of an id; fewer than 6 would be a guess. */
const shortestBeginning = 6;

/** The id of the trace that is called so, or that alone begins so; the name as it is where there is none, or several. */
export async function completeTraceId({ database, traceId, signal }: TraceName): Promise<string> {
  if (traceId.length < shortestBeginning) return traceId;
  const found = await query(database, {
    sql: 'SELECT trace_id FROM trace WHERE starts_with(trace_id, $1) ORDER BY trace_id = $1 DESC LIMIT 2',
    params: [traceId],
    row: z.object({ trace_id: z.string() }),
    signal,
  });
  const [first, second] = found;
  return first === undefined || (second !== undefined && first.trace_id !== traceId)
    ? traceId
    : first.trace_id;
}

const placeRow = z
  .object({ trace_ix: integer, first_row: integer, last_row: integer })
  .transform(
    (row): TracePlace => ({ traceIx: row.trace_ix, firstRow: row.first_row, lastRow: row.last_row }),
  );
