import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { z } from 'zod';
import { AppError } from '../lib/app-error';

/** An open database and its idle connections. Make one a file and process: `openReadOnly` sees to that. */
export interface Database {
  readonly file: string;
  readonly instance: DuckDBInstance;
  readonly idle: DuckDBConnection[];
  /** Statements that run now, and when the last one ended (epoch milliseconds). */
  readonly use: { running: number; lastAt: number };
  /** Told of every statement, where somebody counts them. */
  readonly onQuery?: (() => void) | undefined;
}

export interface Query<Row> {
  sql: string;
  params?: readonly DuckDBValue[];
  /** Each row as an object by column name; BIGINT arrives as bigint, LIST as array. */
  row: z.ZodType<Row>;
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the query is stopped and an AppError `timeout` thrown. */
  timeoutMs?: number | undefined;
}

/**
 * Opens a dataset for reading. The file is attached to a database in memory, so several processes may read it at once
 * and what is derived on the way can be kept in `memory.main`.
 */
export async function openReadOnly(file: string): Promise<Database> {
  const known = registry();
  const open = known.get(file);
  if (open) return open;
  const opening = attach(file, 'READ_ONLY');
  known.set(file, opening);
  opening.catch(() => known.delete(file));
  return opening;
}

/** Opens a new file for an import; the caller closes it. */
export async function openForImport(file: string): Promise<Database> {
  return attach(file, "STORAGE_VERSION 'latest', ROW_GROUP_SIZE 16384");
}

/** Closes a database; running queries are interrupted. */
export function close(database: Database): void {
  registry().delete(database.file);
  for (const connection of database.idle.splice(0)) connection.closeSync();
  database.instance.closeSync();
}

/** All rows of one statement, parsed. Throws AppError `cancelled`, `timeout` or `bad-pattern`. */
export async function query<Row>(database: Database, request: Query<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of queryInBatches(database, request)) rows.push(...batch);
  return rows;
}

/** The one row that the statement always answers, such as a count. */
export async function queryOne<Row>(database: Database, request: Query<Row>): Promise<Row> {
  const [first] = await query(database, request);
  if (first === undefined) throw new Error(`No row: ${request.sql}`);
  return first;
}

/** Rows in batches of at most 2,048, so that a long answer never holds the event loop. */
export async function* queryInBatches<Row>(database: Database, request: Query<Row>): AsyncGenerator<Row[]> {
  yield* withConnection(database, request, async function* (connection) {
    const result = await connection.stream(request.sql, [...(request.params ?? [])]);
    for await (const rows of result.yieldRowObjectJs()) yield rows.map((row) => request.row.parse(row));
  });
}

/** Runs statements whose rows nobody wants; parameters go with a single statement only. */
export async function execute(
  database: Database,
  sql: string,
  options: Limits & { params?: readonly DuckDBValue[] } = {},
): Promise<void> {
  for await (const _ of withConnection(database, options, async function* (connection) {
    await connection.run(sql, options.params === undefined ? undefined : [...options.params]);
    yield undefined;
  }));
}

interface Limits {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

/** Lends a connection, interrupts it when the signal or the time limit says so, and takes it back. */
async function* withConnection<T>(
  database: Database,
  limits: Limits,
  use: (connection: DuckDBConnection) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (limits.signal?.aborted) throw cancelled(limits.signal.reason);
  database.onQuery?.();
  const connection = database.idle.pop() ?? (await connect(database));
  database.use.running += 1;
  let stop: 'cancelled' | 'timeout' | undefined;
  const onAbort = () => {
    stop ??= 'cancelled';
    connection.interrupt();
  };
  limits.signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    limits.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          stop ??= 'timeout';
          connection.interrupt();
        }, limits.timeoutMs);
  try {
    yield* use(connection);
  } catch (error) {
    if (stop === 'cancelled') throw cancelled(error);
    if (stop === 'timeout') {
      throw new AppError(
        'timeout',
        `The query was stopped after ${limits.timeoutMs} ms. Narrow the filters and ask again.`,
        { cause: error },
      );
    }
    throw translate(error);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', onAbort);
    database.use.running -= 1;
    database.use.lastAt = Date.now();
    database.idle.push(connection);
  }
}

async function connect(database: Database): Promise<DuckDBConnection> {
  const connection = await database.instance.connect();
  await connection.run('USE dataset');
  return connection;
}

async function attach(file: string, options: string): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(availableParallelism()),
    memory_limit: '1GB',
    // A database in memory would spill into the working directory, which is the user's.
    temp_directory: `${file}.spill-${process.pid}`,
  });
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS dataset (${options})`);
    await connection.run('USE dataset');
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw translate(error);
  }
  return { file, instance, idle: [connection], use: { running: 0, lastAt: Date.now() } };
}

/** Next bundles modules more than once; the open files must be one list all the same. */
function registry(): Map<string, Promise<Database>> {
  const shared: typeof globalThis & { haloDatabases?: Map<string, Promise<Database>> } = globalThis;
  shared.haloDatabases ??= new Map();
  return shared.haloDatabases;
}

function cancelled(cause: unknown): AppError {
  return new AppError('cancelled', 'The query was cancelled.', { cause });
}

function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (/Could not set lock on file/.test(error.message)) {
    return new AppError('locked', `Another process holds the database: ${error.message}`, { cause: error });
  }
  if (/version number|newer version of DuckDB|not a valid DuckDB database/i.test(error.message)) {
    return new AppError('wrong-version', `The database cannot be read by this version: ${error.message}`, {
      cause: error,
    });
  }
  const pattern =
    /Invalid Input Error: (?=.*(?:missing|invalid|bad|no argument|unexpected|unmatched|repetition|trailing))(.*)/i.exec(
      error.message,
    );
  if (pattern?.[1] !== undefined && !/cast|convert/i.test(error.message)) {
    return new AppError('bad-pattern', `The pattern does not compile: ${pattern[1]}`, { cause: error });
  }
  return error;
}
