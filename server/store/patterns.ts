import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type DetectorKind, detectorKindSchema, type Pattern } from '../../lib/contracts/pattern';
import { errorClassSchema } from '../../lib/contracts/span';
import { type Database, query, queryOne } from '../database';
import { nameOf, readExamples } from './pattern-examples';
import { integer, nullableInteger, nullableText } from './row-values';
import { type Param, type Selection, selectTraces } from './selection';
import { readToolCalls } from './tool-calls';

export interface PatternsRequest {
  database: Database;
  filters: Filters;
  /** All without it. */
  detectors?: readonly DetectorKind[] | undefined;
  /** Patterns a detector, those of most traces first, errors that were only passed on last. */
  limit: number;
  signal?: AbortSignal | undefined;
}

/** A failure seen again at every level above is one failure: what passed it on comes after all that caused something. */
export const consequencesLast = "coalesce(error_class = 'propagated', false)";

/**
 * What the detectors found, counted within the selected traces. Examples are spread evenly over the traces that have
 * the pattern, and the same at every call.
 */
export async function readPatterns(request: PatternsRequest): Promise<Pattern[]> {
  const { database, filters, signal } = request;
  const selection = await selectTraces({ database, filters, signal });
  const rows = await readRows(request, selection);
  if (rows.length === 0) return [];
  const examples = await readExamples({ database, selection, patterns: rows, signal });
  const { total } = await queryOne(database, {
    sql: `SELECT count(*) AS total FROM (${selection.sql})`,
    params: selection.params,
    row: z.object({ total: integer }),
    signal,
  });
  const tools = rows.filter((row) => row.detector === 'failed-tools').map((row) => row.subject);
  const calls = await readToolCalls({ database, selection, tools, signal });
  return rows.map((row) => ({
    detector: row.detector,
    key: row.key,
    label: row.label,
    subject: row.subject,
    errorClass: row.error_class,
    signature: row.signature,
    spans: row.spans,
    traces: row.traces,
    ofTraces: total,
    calls: row.detector === 'failed-tools' ? (calls.get(row.subject) ?? null) : null,
    wastedNs: row.wasted_ns,
    wastedTokens: row.wasted_tokens,
    examples: examples.get(nameOf(row)) ?? [],
  }));
}

async function readRows(
  { database, detectors = detectorKindSchema.options, limit, signal }: PatternsRequest,
  selection: Selection,
): Promise<PatternRow[]> {
  if (detectors.length === 0) return [];
  const params: Param[] = [...selection.params];
  const kinds = detectors.map((detector) => `$${params.push(detector)}`).join(', ');
  return query(database, {
    sql: `
      SELECT pattern.*, spans, traces, wasted_ns, wasted_tokens
      FROM pattern JOIN (
        SELECT detector, key, count(*) AS spans, count(DISTINCT trace_ix) AS traces,
          sum(wasted_ns) AS wasted_ns, sum(wasted_tokens) AS wasted_tokens
        FROM pattern_hit WHERE detector IN (${kinds}) AND trace_ix IN (${selection.sql}) GROUP BY ALL
      ) USING (detector, key)
      QUALIFY row_number() OVER (
        PARTITION BY detector ORDER BY ${consequencesLast}, traces DESC, spans DESC, key) <= $${params.push(limit)}
      ORDER BY ${consequencesLast}, traces DESC, spans DESC, detector, key`,
    params,
    row: patternRow,
    signal,
  });
}

const patternRow = z.object({
  detector: detectorKindSchema,
  key: z.string(),
  label: z.string(),
  subject: z.string(),
  error_class: errorClassSchema.nullable(),
  signature: nullableText,
  spans: integer,
  traces: integer,
  wasted_ns: nullableInteger,
  wasted_tokens: nullableInteger,
});
type PatternRow = z.output<typeof patternRow>;
