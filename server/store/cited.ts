import { z } from 'zod';
import { type Database, query } from '../database';
import { integer } from './row-values';
import { spokenName } from './spoken-name';
import type { TracePlace } from './trace-place';

export interface CitedName {
  traceId: string;
  /** Null: the trace itself. */
  spanId: string | null;
}

/** What a name stands for: what the span is called, or the trace's root, and where it lies. */
export interface Cited extends CitedName, TracePlace {
  name: string;
}

/**
 * Looks up many traces and spans by their ids to the letter, in two queries however many they are. Undefined for what is not
 * in the dataset, in the order asked for.
 */
export async function findCited(request: {
  database: Database;
  names: readonly CitedName[];
  signal?: AbortSignal | undefined;
}): Promise<(Cited | undefined)[]> {
  const { names } = request;
  const traces = await findTraces(request);
  const spans = await findSpans(request, traces);
  return names.map((name) => {
    const trace = traces.get(name.traceId);
    if (trace === undefined) return undefined;
    if (name.spanId === null) return { ...trace, ...name };
    const span = spans.get(spanKey(trace.traceIx, name.spanId));
    return span === undefined ? undefined : { ...trace, ...name, name: span };
  });
}

type FoundTrace = TracePlace & { name: string };
type Request = Parameters<typeof findCited>[0];

async function findTraces({ database, names, signal }: Request): Promise<Map<string, FoundTrace>> {
  const ids = [...new Set(names.map((name) => name.traceId))];
  if (ids.length === 0) return new Map();
  const rows = await query(database, {
    sql: `SELECT trace_id, trace_ix, first_row, last_row, root_name FROM trace
          WHERE trace_id IN (${ids.map((_, at) => `$${at + 1}`).join(', ')})`,
    params: ids,
    row: traceRow,
    signal,
  });
  return new Map(rows.map(({ traceId, ...trace }) => [traceId, trace]));
}

async function findSpans(
  { database, names, signal }: Request,
  traces: Map<string, FoundTrace>,
): Promise<Map<string, string>> {
  const params: (string | number)[] = [];
  const wanted: string[] = [];
  for (const { traceId, spanId } of names) {
    const trace = traces.get(traceId);
    if (trace === undefined || spanId === null) continue;
    wanted.push(`($${params.push(trace.traceIx)}::INTEGER, $${params.push(spanId)})`);
  }
  if (wanted.length === 0) return new Map();
  const places = [...traces.values()];
  const first = Math.min(...places.map((place) => place.firstRow));
  const last = Math.max(...places.map((place) => place.lastRow));
  const rows = await query(database, {
    sql: `SELECT trace_ix, span_id, first(${spokenName} ORDER BY "row") AS name FROM span
          WHERE "row" BETWEEN $${params.push(first)} AND $${params.push(last)} AND (trace_ix, span_id) IN (${wanted.join(', ')})
          GROUP BY ALL`,
    params,
    row: z.object({ trace_ix: integer, span_id: z.string(), name: z.string() }),
    signal,
  });
  return new Map(rows.map((row) => [spanKey(row.trace_ix, row.span_id), row.name]));
}

function spanKey(traceIx: number, spanId: string): string {
  return `${traceIx}/${spanId}`;
}

const traceRow = z
  .object({
    trace_id: z.string(),
    trace_ix: integer,
    first_row: integer,
    last_row: integer,
    root_name: z.string(),
  })
  .transform((row) => ({
    traceId: row.trace_id,
    traceIx: row.trace_ix,
    firstRow: row.first_row,
    lastRow: row.last_row,
    name: row.root_name,
  }));
