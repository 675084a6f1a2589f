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

const placeRow = z
  .object({ trace_ix: integer, first_row: integer, last_row: integer })
  .transform(
    (row): TracePlace => ({ traceIx: row.trace_ix, firstRow: row.first_row, lastRow: row.last_row }),
  );
