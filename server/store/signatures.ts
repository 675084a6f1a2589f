import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Signature, signatureSchema } from '../../lib/contracts/overview';
import { type Database, query } from '../database';
import { answerCache } from './answer-cache';
import { consequencesLast } from './patterns';
import { integer } from './row-values';
import { selectTraces } from './selection';

export interface SignaturesRequest {
  database: Database;
  filters: Filters;
  limit: number;
  signal?: AbortSignal | undefined;
}

/** What the failures of the selected traces say, those of most traces first, errors that were only passed on last. */
export function readSignatures(request: SignaturesRequest): Promise<Signature[]> {
  const { database, filters, limit } = request;
  return signatures(database, { filters, limit }, () => countSignatures(request));
}

const signatures = answerCache<Signature[]>();

async function countSignatures({
  database,
  filters,
  limit,
  signal,
}: SignaturesRequest): Promise<Signature[]> {
  const { onTraceIx, params } = await selectTraces({ database, filters, signal });
  return query(database, {
    sql: `
      SELECT detector, key, subject, coalesce(signature, label) AS text, error_class, spans, traces
      FROM pattern JOIN (
        SELECT detector, key, count(*) AS spans, count(DISTINCT trace_ix) AS traces FROM pattern_hit
        WHERE detector IN ('error-signatures', 'silent-failures') AND ${onTraceIx}
        GROUP BY ALL
      ) USING (detector, key)
      ORDER BY ${consequencesLast}, traces DESC, spans DESC, detector, key
      LIMIT $${params.length + 1}`,
    params: [...params, limit],
    row: signatureRow,
    signal,
  });
}

const signatureRow = z
  .object({
    detector: signatureSchema.shape.detector,
    key: z.string(),
    subject: z.string(),
    text: z.string(),
    error_class: z.string().nullable(),
    spans: integer,
    traces: integer,
  })
  .transform(
    (row): Signature => ({
      detector: row.detector,
      key: row.key,
      spanName: row.subject,
      text: row.text,
      errorClass: row.error_class ?? '',
      spans: row.spans,
      traces: row.traces,
    }),
  );
