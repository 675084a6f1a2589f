import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { errorMessage } from '../../lib/error-message';
import type { Database } from '../database';
import {
  type CodeThreadData,
  codeThreadAnswerSchema,
  type SqlReply,
  sqlCallSchema,
} from './code-thread-protocol';
import { type CodeResult, SandboxRefusal, type SandboxRequest, type SqlResult } from './protocol';
import { selectRows } from './select-rows';

type CodeRequest = Extract<SandboxRequest, { kind: 'code' }>;

/** Of all rows that one `sql()` answers, as JSON. */
const answerBytes = 8_000_000;
const mostRows = 100_000;
const mostQueries = 200;

/**
 * Runs JavaScript in QuickJS, on a thread of its own that waits for its queries while this one runs them. Throws SandboxRefusal
 * where the code fails.
 */
export async function runCode(request: CodeRequest, database: Database): Promise<CodeResult> {
  const { code, bytes, heapBytes, timeMs } = request;
  const { port1: here, port2: there } = new MessageChannel();
  const flag = new SharedArrayBuffer(4);
  const workerData: CodeThreadData = { code, bytes, heapBytes, timeMs, flag, port: there };
  const worker = new Worker(join(__dirname, 'sandbox-code.cjs'), {
    workerData,
    transferList: [there],
    env: {},
    stdin: false,
  });
  let queries = 0;
  here.on('message', async (message) => {
    const call = sqlCallSchema.parse(message);
    queries += 1;
    const reply = await answer({ ...call, queries, database });
    here.postMessage(reply);
    const signal = new Int32Array(flag);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
  try {
    const message = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The code ended its thread.')));
    });
    const outcome = codeThreadAnswerSchema.parse(message);
    if ('error' in outcome) throw new SandboxRefusal(outcome.error, outcome.instead, outcome.stdout);
    return { ...outcome, queries };
  } finally {
    here.close();
    await worker.terminate();
  }
}

async function answer(call: {
  sql: string;
  limit: number | null;
  queries: number;
  database: Database;
}): Promise<SqlReply> {
  const { sql, limit, queries, database } = call;
  if (queries > mostQueries) return { error: `sql() may be called ${mostQueries} times.` };
  try {
    const rows = Math.min(limit ?? mostRows, mostRows);
    const result = await selectRows({ database, sql, limit: rows, bytes: answerBytes });
    if (result.cut !== null && limit === null) return { error: tooMuch };
    return { rows: JSON.stringify(objectsOf(result)) };
  } catch (error) {
    const instead = error instanceof SandboxRefusal ? ` ${error.instead}` : '';
    return { error: `${errorMessage(error)}${instead}` };
  }
}

const tooMuch = `The rows are more than ${mostRows}, or than ${answerBytes / 1e6} MB: aggregate in SQL, or give a limit as in sql("…", 1000).`;

function objectsOf({ columns, rows }: SqlResult): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
}
