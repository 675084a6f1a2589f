import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import type { Overview } from '../../lib/contracts/overview';
import { type Database, queryOne } from '../database';
import { answerCache } from './answer-cache';
import { isoTime } from './iso-time';
import { integer } from './row-values';
import { selectTraces } from './selection';
import { readTimeBuckets } from './time-buckets';

export interface OverviewRequest {
  database: Database;
  filters: Filters;
  signal?: AbortSignal | undefined;
}

/** True totals of what the filters select; sums of nothing are 0, times and cost of nothing are null. */
export function readOverview(request: OverviewRequest): Promise<Overview> {
  return overviews(request.database, request.filters, () => countOverview(request));
}

const overviews = answerCache<Overview>();

async function countOverview({ database, filters, signal }: OverviewRequest): Promise<Overview> {
  const selection = await selectTraces({ database, filters, signal });
  const totals = await queryOne(database, {
    sql: `
      SELECT count(*) AS traces, (SELECT count(*) FROM trace) AS of_traces,
        coalesce(sum(span_count), 0) AS spans,
        count(*) FILTER (error_span_count > 0) AS error_traces,
        coalesce(sum(error_span_count), 0) AS error_spans,
        count(*) FILTER (silent_span_count > 0) AS silent_traces,
        count(*) FILTER (handled_span_count > 0) AS handled_traces,
        coalesce(sum(failed_tool_span_count), 0) AS failed_tool_spans,
        coalesce(sum(orphan_count), 0) AS orphan_spans,
        coalesce(sum(input_tokens), 0) AS input_tokens,
        coalesce(sum(output_tokens), 0) AS output_tokens,
        sum(cost_usd) AS cost_usd, count(*) FILTER (cost_usd IS NULL) AS traces_without_cost,
        coalesce(sum(bytes), 0) AS bytes, min(start_ns) AS start_ns, max(end_ns) AS end_ns,
        quantile_cont(duration_ns, 0.5) AS p50, quantile_cont(duration_ns, 0.95) AS p95
      FROM trace WHERE ${selection.onTrace}`,
    params: selection.params,
    row: totalsRow,
    signal,
  });
  return { ...totals, buckets: await readTimeBuckets({ database, selection, signal }) };
}

const totalsRow = z
  .object({
    traces: integer,
    of_traces: integer,
    spans: integer,
    error_traces: integer,
    error_spans: integer,
    silent_traces: integer,
    handled_traces: integer,
    failed_tool_spans: integer,
    orphan_spans: integer,
    input_tokens: integer,
    output_tokens: integer,
    cost_usd: z.number().nullable(),
    traces_without_cost: integer,
    bytes: integer,
    start_ns: z.bigint().nullable(),
    end_ns: z.bigint().nullable(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
  })
  .transform(
    (row): Omit<Overview, 'buckets'> => ({
      traces: row.traces,
      ofTraces: row.of_traces,
      spans: row.spans,
      errorTraces: row.error_traces,
      errorSpans: row.error_spans,
      silentTraces: row.silent_traces,
      handledTraces: row.handled_traces,
      failedToolSpans: row.failed_tool_spans,
      orphanSpans: row.orphan_spans,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      costUsd: row.cost_usd,
      tracesWithoutCost: row.traces_without_cost,
      bytes: row.bytes,
      startTime: isoTime(row.start_ns),
      endTime: isoTime(row.end_ns),
      durationP50Ns: row.p50,
      durationP95Ns: row.p95,
    }),
  );
