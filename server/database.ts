import { availableParallelism } from 'node:os';
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTableFunction,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { z } from 'zod';
import { AppError } from '../lib/app-error';
import { cancelled, translate } from './database-error';
import { type Interruption, interruptAt, type Limits } from './interrupt-at';
import { type Batch, type ColumnValues, maxBatchRows } from './row-batch';

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

export interface Query<Row> extends Limits {
  sql: string;
  params?: readonly DuckDBValue[];
  /** Each row as an object by column name; BIGINT arrives as bigint, LIST as array. */
  row: z.ZodType<Row>;
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
  return attach(file, "STORAGE_VERSION 'latest', ROW_GROUP_SIZE 8192");
}

/** Closes a database that no query runs on. */
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

export interface BulkInsert {
  /** An INSERT that selects `FROM incoming()`. */
  insert: (incoming: string) => string;
  columns: readonly { name: string; type: ColumnValues['type'] }[];
  /** Called until it answers undefined; what it throws ends the insert. */
  next: () => Batch | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Inserts what `next` hands out, with every thread that DuckDB has while this one prepares more. Four times as fast as an
 * appender, whose flush blocks the event loop; rows are stored in no certain order.
 */
export async function insertBatches(database: Database, request: BulkInsert): Promise<void> {
  const name = `incoming_${nextIncoming++}`;
  let failure: unknown;
  const source = DuckDBTableFunction.create({
    name,
    bindFunction: (info) => {
      for (const column of request.columns) info.addResultColumn(column.name, logicalTypes[column.type]);
    },
    initFunction: (info) => info.setMaxThreads(availableParallelism()),
    mainFunction: (info, output) => {
      try {
        fill(output, failure === undefined ? request.next() : undefined);
      } catch (error) {
        failure = error;
        info.setError('the source of the rows failed');
      }
    },
  });
  const connecting = withConnection(database, request, async function* (connection) {
    connection.registerTableFunction(source);
    await connection.run(request.insert(`${name}()`));
    yield undefined;
  });
  try {
    for await (const _ of connecting);
  } catch (error) {
    throw failure ?? error;
  }
}

let nextIncoming = 0;

const logicalTypes = { VARCHAR, BIGINT, INTEGER, DOUBLE, BOOLEAN };

/** Straight into DuckDB's memory: the driver's own vectors cost three times as much, mostly for the bits of NULLs. */
function fill(output: DuckDBDataChunk, batch: Batch | undefined): void {
  const rows = batch?.rows ?? 0;
  output.rowCount = rows;
  if (batch === undefined || rows === 0) return;
  for (const [index, column] of batch.columns.entries()) {
    const vector = duckdb.data_chunk_get_vector(output.chunk, index);
    if (column.type === 'VARCHAR') {
      fillStrings(vector, column.values, rows);
      continue;
    }
    const { values, valid } = column;
    const bytes = rows * values.BYTES_PER_ELEMENT;
    duckdb.copy_data_to_vector(vector, 0, backing(values), values.byteOffset, bytes);
    if (valid) fillValidity(vector, valid);
  }
}

function fillStrings(
  vector: duckdb.Vector,
  values: readonly (string | Uint8Array | null)[],
  rows: number,
): void {
  let valid: Uint8Array | undefined;
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (value === null || value === undefined) {
      valid ??= new Uint8Array(maxBatchRows / 8).fill(255);
      valid[row >> 3] = (valid[row >> 3] ?? 0) & ~(1 << (row & 7));
    } else if (typeof value === 'string') {
      duckdb.vector_assign_string_element(vector, row, value);
    } else {
      duckdb.vector_assign_string_element_len(vector, row, value);
    }
  }
  if (valid) fillValidity(vector, valid);
}

function fillValidity(vector: duckdb.Vector, valid: Uint8Array): void {
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, backing(valid), valid.byteOffset, valid.byteLength);
}

function backing(values: ArrayBufferView): ArrayBuffer {
  if (values.buffer instanceof ArrayBuffer) return values.buffer;
  throw new Error('Rows come from memory that no other thread shares.');
}

/** Lends a connection, interrupts it when the signal or the time limit says so, and takes it back. */
async function* withConnection<T>(
  database: Database,
  limits: Limits,
  use: (connection: DuckDBConnection) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (limits.signal?.aborted) throw cancelled(limits.signal.reason);
  database.onQuery?.();
  database.use.running += 1;
  let connection: DuckDBConnection | undefined;
  let interruption: Interruption | undefined;
  try {
    connection = database.idle.pop() ?? (await connect(database));
    interruption = interruptAt(connection, limits);
    yield* use(connection);
  } catch (error) {
    const why = interruption?.why();
    if (why === 'cancelled') throw cancelled(error);
    if (why === 'timeout') {
      throw new AppError(
        'timeout',
        `The query was stopped after ${limits.timeoutMs} ms. Narrow the filters and ask again.`,
        { cause: error },
      );
    }
    throw translate(error);
  } finally {
    interruption?.end();
    database.use.running -= 1;
    database.use.lastAt = Date.now();
    if (connection) database.idle.push(connection);
  }
}

async function connect(database: Database): Promise<DuckDBConnection> {
  const connection = await database.instance.connect();
  try {
    await connection.run('USE dataset');
  } catch (error) {
    connection.closeSync();
    throw error;
  }
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
