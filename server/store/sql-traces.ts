import { AppError } from '../../lib/app-error';
import { readConfig } from '../config';
import { type Database, execute } from '../database';
import type { SqlResult } from '../sandbox/protocol';
import { runSandbox } from '../sandbox/run-sandbox';
import { findTraces } from './found-traces';

export interface SqlRequest {
  database: Database;
  /** One SELECT over the views of the sandbox; its column `trace_id`, or else its first one, names traces. */
  sql: string;
  signal?: AbortSignal | undefined;
}

const timeMs = 30_000;
const mostIds = 2_000_000;
const mostBytes = 200_000_000;

/**
 * Finds the traces that a SELECT names, and names a table of their `trace_ix`; ids that are not in the dataset name nothing. Throws
 * AppError `bad-statement`, `timeout` or `cancelled`.
 */
export function selectedBySql({ database, sql, signal }: SqlRequest): Promise<string> {
  const find = async (table: string, stop: AbortSignal) => {
    const ids = await traceIds({ database, sql, signal: stop });
    await execute(
      database,
      `CREATE TABLE ${table} AS SELECT trace_ix FROM trace
       WHERE trace_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
      { params: [JSON.stringify(ids)], signal: stop },
    );
  };
  return findTraces({ database, key: `sql:${sql}`, find, signal });
}

async function traceIds({ database, sql, signal }: SqlRequest & { signal: AbortSignal }): Promise<string[]> {
  const limit = AbortSignal.timeout(timeMs);
  const answer = await runSandbox({
    root: readConfig().root,
    request: { kind: 'sql', database: database.file, scope: null, sql, limit: mostIds, bytes: mostBytes },
    signal: AbortSignal.any([signal, limit]),
  }).catch((error: unknown) => {
    if (!limit.aborted || signal.aborted) throw error;
    throw new AppError(
      'timeout',
      `The SELECT was stopped after ${timeMs / 1000} s. Narrow it and try again.`,
      {
        cause: error,
      },
    );
  });
  if (answer.kind === 'refused') {
    throw new AppError('bad-statement', `The SELECT cannot be run. ${answer.error} ${answer.instead}`);
  }
  if (answer.kind !== 'sql') throw new Error('The sandbox answered something else.');
  return idsOf(answer.result);
}

function idsOf({ columns, rows, cut }: SqlResult): string[] {
  if (cut !== null) {
    throw new AppError(
      'bad-statement',
      `The SELECT names more than ${mostIds} traces. Select DISTINCT trace_id.`,
    );
  }
  const named = columns.findIndex((column) => column.name.toLowerCase() === 'trace_id');
  const at = Math.max(0, named);
  return rows.flatMap((row) => (typeof row[at] === 'string' ? row[at] : []));
}
