import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import type { SpanDetail } from '../../lib/contracts/span-detail';
import { query } from '../database';
import { isoTime } from './iso-time';
import { integer, nullableInteger, nullableText } from './row-values';
import type { Param } from './selection';
import { spanColumns, spanFields, spanOrder, toSpan } from './span-row';
import { findPlace, inPlace, placeParams, readPlace, type TraceName } from './trace-place';

/** A raw line beyond this many bytes is cut in a SpanDetail. */
export const rawLimit = 4_000_000;

export interface SpanRequest extends TraceName {
  /** The stored span, exactly. */
  row?: number | undefined;
  /** Where ids conflict, the first one that was read. */
  spanId?: string | undefined;
}

/** One span with its raw line. Throws AppError `not-found`. */
export async function readSpanDetail(request: SpanRequest): Promise<SpanDetail> {
  const { database, row, spanId, signal } = request;
  const place = await readPlace(request);
  const [detail] = await query(database, {
    sql: `
      SELECT ${spanColumns}, span.trace_id, otel_kind, span.start_ns, span.end_ns, provider, service_name, project_id,
        session_id, user_id, cache_read_tokens, reasoning_tokens, left(raw, ${rawLimit} + 1) AS raw, path, line, byte_offset
      FROM span
      JOIN source_file USING (file_ix), (SELECT start_ns FROM trace WHERE trace_ix = $1) AS trace
      WHERE ${inPlace} AND ${row === undefined ? 'span_id' : '"row"'} = $4
      ORDER BY span."row" LIMIT 1`,
    params: [...placeParams(place), row ?? spanId ?? ''],
    row: detailRow,
    signal,
  });
  if (detail) return detail;
  const asked = row === undefined ? `span ${spanId}` : `span at row ${row}`;
  throw new AppError('not-found', `There is no ${asked} in the trace ${request.traceId}.`);
}

/** The line of one span as it was read. */
export interface RawSpan {
  row: number;
  spanId: string;
  name: string;
  raw: string;
  rawBytes: number;
}

export interface RawSpansRequest extends TraceName {
  /** All spans without it. */
  spanIds?: readonly string[] | undefined;
}

/** Raw lines of a trace in order of start; ids that do not exist are left out. Throws AppError `not-found`. */
export async function readRawSpans(request: RawSpansRequest): Promise<RawSpan[]> {
  const { database, spanIds, signal } = request;
  if (spanIds?.length === 0) return [];
  const place = await readPlace(request);
  const params: Param[] = placeParams(place);
  const wanted = spanIds?.map((id) => `$${params.push(id)}`).join(', ');
  return query(database, {
    sql: `
      SELECT "row", span_id, name, raw, raw_bytes FROM span
      WHERE ${inPlace} ${wanted === undefined ? '' : `AND span_id IN (${wanted})`}
      ORDER BY ${spanOrder}`,
    params,
    row: rawRow,
    signal,
  });
}

export interface SpanName extends TraceName {
  spanId: string;
}

/** The name of a span; undefined where there is no such span or trace. */
export async function findSpanName(request: SpanName): Promise<string | undefined> {
  const place = await findPlace(request);
  if (place === undefined) return undefined;
  const [found] = await query(request.database, {
    sql: `SELECT name FROM span WHERE ${inPlace} AND span_id = $4 ORDER BY "row" LIMIT 1`,
    params: [...placeParams(place), request.spanId],
    row: z.object({ name: z.string() }),
    signal: request.signal,
  });
  return found?.name;
}

const rawRow = z
  .object({ row: integer, span_id: z.string(), name: z.string(), raw: z.string(), raw_bytes: integer })
  .transform(
    (row): RawSpan => ({
      row: row.row,
      spanId: row.span_id,
      name: row.name,
      raw: row.raw,
      rawBytes: row.raw_bytes,
    }),
  );

const detailRow = z
  .object({
    ...spanFields,
    trace_id: z.string(),
    otel_kind: z.string(),
    start_ns: z.bigint().nullable(),
    end_ns: z.bigint().nullable(),
    provider: nullableText,
    service_name: nullableText,
    project_id: nullableText,
    session_id: nullableText,
    user_id: nullableText,
    cache_read_tokens: nullableInteger,
    reasoning_tokens: nullableInteger,
    raw: z.string(),
    path: z.string(),
    line: integer,
    byte_offset: integer,
  })
  .transform(
    (row): SpanDetail => ({
      ...toSpan(row),
      traceId: row.trace_id,
      otelKind: row.otel_kind,
      startTime: isoTime(row.start_ns),
      endTime: isoTime(row.end_ns),
      provider: row.provider,
      serviceName: row.service_name,
      projectId: row.project_id,
      sessionId: row.session_id,
      userId: row.user_id,
      cacheReadTokens: row.cache_read_tokens,
      reasoningTokens: row.reasoning_tokens,
      ...cutRaw(row.raw),
      source: { file: row.path, line: row.line, byteOffset: row.byte_offset },
    }),
  );

/** At most `rawLimit` bytes, between two characters. The database has cut it at as many characters. */
function cutRaw(raw: string): { raw: string; rawCut: boolean } {
  const bytes = Buffer.from(raw, 'utf8');
  if (bytes.length <= rawLimit) return { raw, rawCut: false };
  const text = new TextDecoder().decode(bytes.subarray(0, rawLimit), { stream: true });
  return { raw: text, rawCut: true };
}
