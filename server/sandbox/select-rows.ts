import { z } from 'zod';
import { type Database, query, queryInBatches } from '../database';
import { checkSelect } from './check-select';
import { SandboxRefusal, type SqlResult } from './protocol';
import { views } from './views';

/** Characters of a value that are shown. */
const longestValue = 16_384;

export interface SelectRequest {
  database: Database;
  sql: string;
  limit: number;
  /** Of all rows as JSON. */
  bytes: number;
}

/** Rows of one SELECT, as many as fit; long values are cut, and say so. Throws SandboxRefusal where the statement is at fault. */
export async function selectRows({ database, sql, limit, bytes }: SelectRequest): Promise<SqlResult> {
  const statement = await checkSelect(database, sql);
  try {
    return await run({ database, sql: statement, limit, bytes });
  } catch (error) {
    throw explain(error);
  }
}

async function run({ database, sql, limit, bytes }: SelectRequest): Promise<SqlResult> {
  const columns = await query(database, {
    sql: `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${sql}\n)`,
    row: z.object({ name: z.string(), type: z.string() }),
  });
  const result: SqlResult = { columns, rows: [], cut: null };
  let left = bytes;
  for await (const batch of queryInBatches(database, { sql: shown(sql, columns, limit), row: rowSchema })) {
    for (const { cells } of batch) {
      if (result.rows.length === limit) return { ...result, cut: 'rows' };
      const row = cells.map((cell, index) => readCell(cell, columns[index]?.type ?? ''));
      left -= Buffer.byteLength(JSON.stringify(row)) + 1;
      if (left < 0) return { ...result, cut: 'bytes' };
      result.rows.push(row);
    }
  }
  return result;
}

const rowSchema = z.object({ cells: z.array(z.string().nullable()) });

/**
 * The rows as lists of text: every value has one form, however large a number or deep a list is, and is cut where the data lies.
 * One row more than is wanted tells that there are more.
 */
function shown(sql: string, columns: readonly { type: string }[], limit: number): string {
  const names = columns.map((_, index) => `c${index}`);
  const cells = columns.map(({ type }, index) => cut(isNested(type) ? `to_json(c${index})` : `c${index}`));
  return `SELECT [${cells.join(', ')}] AS cells FROM (${sql}\n) AS asked(${names.join(', ')}) LIMIT ${limit + 1}`;
}

function isNested(type: string): boolean {
  return /\[|\(|^(?:STRUCT|MAP|UNION)/.test(type) && !/^DECIMAL/.test(type);
}

function cut(value: string): string {
  const text = `(${value})::VARCHAR`;
  return `CASE WHEN length(${text}) > ${longestValue}
    THEN left(${text}, ${longestValue}) || '… [cut: ' || format('{:,}', length(${text})) || ' characters in all]' ELSE ${text} END`;
}

const numbers = /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+INT\w*|FLOAT|DOUBLE|DECIMAL.*)$/;

/** A number that JavaScript cannot hold exactly stays text. */
function readCell(text: string | null, type: string): string | number | boolean | null {
  if (text === null) return null;
  if (type === 'BOOLEAN') return text === 'true';
  if (!numbers.test(type)) return text;
  const value = Number(text);
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? value : text;
}

const named = views.map((view) => view.name).join(', ');

function explain(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof SandboxRefusal) return error;
  const message = error.message.replace(/\n\nLINE \d+:[\s\S]*$/, '');
  const column = /Referenced column "([^"]+)" not found/.exec(message)?.[1];
  if (column !== undefined) {
    const instead = `The columns are: ${views.map((view) => `${view.name}(${view.columns.map((one) => one.name).join(', ')})`).join('; ')}.`;
    return new SandboxRefusal(message, instead);
  }
  if (/Out of Memory|memory limit|could not allocate/i.test(message)) {
    return new SandboxRefusal(
      'The statement needs more memory than it may have (512 MB).',
      'Select fewer rows or columns (raw, input and output are large), aggregate, or filter first.',
    );
  }
  return new SandboxRefusal(message, `Correct the statement; the views are ${named}.`);
}
