import { z } from 'zod';
import { type Database, execute, queryOne } from '../database';
import { classifyErrors } from './classify-errors';
import { dropDuplicates } from './drop-duplicates';
import { makeTraces } from './make-traces';

export interface Linked {
  /** Lines dropped because another line says the same span. */
  duplicates: number;
  /** Spans that share their id with a different span. */
  conflicts: number;
  traces: number;
}

const countSchema = z.object({ count: z.coerce.number() });

/** Everything that takes more than one span to know, set by set. */
export async function linkSpans(database: Database, signal: AbortSignal): Promise<Linked> {
  const { duplicates, conflicts } = await dropDuplicates(database, signal);
  await execute(database, markOrphans, { signal });
  await classifyErrors(database, signal);
  await makeTraces(database, signal);
  const { count } = await queryOne(database, {
    sql: 'SELECT count(*) AS count FROM trace',
    row: countSchema,
    signal,
  });
  return { duplicates, conflicts, traces: count };
}

const markOrphans = `
  UPDATE span SET orphan = true WHERE "row" IN (
    SELECT child."row" FROM span AS child
    ANTI JOIN span AS parent ON parent.trace_ix = child.trace_ix AND parent.span_id = child.parent_span_id
    WHERE child.parent_span_id IS NOT NULL)`;
