import { z } from 'zod';
import { type Database, execute, queryInBatches, queryOne } from '../database';

const countSchema = z.object({ count: z.coerce.number() });
const rawSchema = z.object({ row: z.bigint(), trace_ix: z.number(), span_id: z.string(), raw: z.string() });

/**
 * Settles spans that share trace_id and span_id: the same content counts once, a start copy gives way to its finished copy, and
 * what still differs is kept and marked as a conflict.
 */
export async function dropDuplicates(
  database: Database,
  signal: AbortSignal,
): Promise<{ duplicates: number; conflicts: number }> {
  await execute(database, findCopies, { signal });
  const copies = await count(database, 'SELECT count(*) AS count FROM memory.main.copy', signal);
  if (copies > 0) {
    await execute(database, dropIdentical, { signal });
    await execute(database, dropStartCopies, { signal });
    await dropSameContent(database, signal);
    await execute(database, applyDrops, { signal });
    await execute(database, markConflicts, { signal });
  }
  const duplicates = await count(
    database,
    'SELECT count(*) AS count FROM memory.main.copy WHERE dropped',
    signal,
  );
  const conflicts = await count(database, 'SELECT count(*) AS count FROM span WHERE conflict', signal);
  await execute(database, 'DROP TABLE memory.main.copy', { signal });
  return { duplicates, conflicts };
}

async function count(database: Database, sql: string, signal: AbortSignal): Promise<number> {
  return (await queryOne(database, { sql, row: countSchema, signal })).count;
}

const findCopies = `
  CREATE OR REPLACE TABLE memory.main.copy AS
    WITH shared AS (SELECT trace_ix, span_id FROM span GROUP BY ALL HAVING count(*) > 1)
    SELECT "row", trace_ix, span_id, parent_span_id, name, start_ns, end_ns, md5(raw) AS content, false AS dropped
    FROM span SEMI JOIN shared USING (trace_ix, span_id)`;

const dropIdentical = `
  UPDATE memory.main.copy SET dropped = true WHERE "row" NOT IN (
    SELECT min("row") FROM memory.main.copy GROUP BY trace_ix, span_id, content)`;

/** A span is written when it starts and again when it ends: the first copy is unfinished and contradicts nothing. */
const dropStartCopies = `
  UPDATE memory.main.copy SET dropped = true WHERE "row" IN (
    SELECT started."row" FROM memory.main.copy AS started
    SEMI JOIN memory.main.copy AS finished
      ON finished.trace_ix = started.trace_ix AND finished.span_id = started.span_id AND NOT finished.dropped
      AND finished.end_ns IS NOT NULL AND finished.name = started.name
      AND (started.start_ns IS NULL OR finished.start_ns IS NOT DISTINCT FROM started.start_ns)
      AND (started.parent_span_id IS NULL OR finished.parent_span_id IS NOT DISTINCT FROM started.parent_span_id)
    WHERE NOT started.dropped AND started.end_ns IS NULL)`;

const differing = `
  WITH shared AS (
    SELECT trace_ix, span_id FROM memory.main.copy WHERE NOT dropped GROUP BY ALL HAVING count(*) > 1
  ), kept AS (
    SELECT "row", trace_ix, span_id FROM memory.main.copy SEMI JOIN shared USING (trace_ix, span_id) WHERE NOT dropped
  )
  SELECT "row", kept.trace_ix, kept.span_id, raw FROM kept JOIN span USING ("row")
  ORDER BY kept.trace_ix, kept.span_id, "row"`;

/** The same JSON with its keys in another order, or other white space, is the same span. */
async function dropSameContent(database: Database, signal: AbortSignal): Promise<void> {
  const dropped: bigint[] = [];
  let group = '';
  let contents = new Set<string>();
  for await (const rows of queryInBatches(database, { sql: differing, row: rawSchema, signal })) {
    for (const { row, trace_ix, span_id, raw } of rows) {
      const key = `${trace_ix} ${span_id}`;
      if (key !== group) contents = new Set();
      group = key;
      const content = inOrder(raw);
      if (contents.has(content)) dropped.push(row);
      contents.add(content);
    }
  }
  for (let from = 0; from < dropped.length; from += 1000) {
    const rows = dropped.slice(from, from + 1000).join(', ');
    await execute(database, `UPDATE memory.main.copy SET dropped = true WHERE "row" IN (${rows})`, {
      signal,
    });
  }
}

function inOrder(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    // NaN, as Python writes it: no other spelling is the same.
    return raw;
  }
}

const applyDrops = `
  DELETE FROM span WHERE "row" IN (SELECT "row" FROM memory.main.copy WHERE dropped)`;

const markConflicts = `
  UPDATE span SET conflict = true WHERE "row" IN (
    SELECT "row" FROM memory.main.copy
    SEMI JOIN (
      SELECT trace_ix, span_id FROM memory.main.copy WHERE NOT dropped GROUP BY ALL HAVING count(*) > 1
    ) USING (trace_ix, span_id)
    WHERE NOT dropped)`;
