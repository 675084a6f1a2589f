import { type Database, insertBatches } from '../database';
import { maxBatchRows } from '../row-batch';
import type { RejectedLine } from './span-source';

/** Stores rejected lines, all of them. */
export async function insertRejections(database: Database, rejected: readonly RejectedLine[]): Promise<void> {
  let from = 0;
  await insertBatches(database, {
    insert: (incoming) => `INSERT INTO rejection BY NAME SELECT * FROM ${incoming}`,
    columns: [
      { name: 'file_ix', type: 'INTEGER' },
      { name: 'line', type: 'BIGINT' },
      { name: 'byte_offset', type: 'BIGINT' },
      { name: 'reason', type: 'VARCHAR' },
      { name: 'excerpt', type: 'VARCHAR' },
    ],
    next: () => {
      const part = rejected.slice(from, from + maxBatchRows);
      from += part.length;
      if (part.length === 0) return undefined;
      return {
        rows: part.length,
        columns: [
          { type: 'INTEGER', values: Int32Array.from(part, (line) => line.fileIx) },
          { type: 'BIGINT', values: bigints(part.map((line) => line.line)) },
          { type: 'BIGINT', values: bigints(part.map((line) => line.byteOffset)) },
          { type: 'VARCHAR', values: part.map((line) => line.reason) },
          { type: 'VARCHAR', values: part.map((line) => line.excerpt) },
        ],
      };
    },
  });
}

export interface SourceFileRow {
  path: string;
  bytes: number;
  lines: number;
}

/** Stores which files were read, in the order that `file_ix` counts. */
export async function insertSourceFiles(database: Database, files: readonly SourceFileRow[]): Promise<void> {
  let from = 0;
  await insertBatches(database, {
    insert: (incoming) => `INSERT INTO source_file BY NAME SELECT * FROM ${incoming}`,
    columns: [
      { name: 'file_ix', type: 'INTEGER' },
      { name: 'path', type: 'VARCHAR' },
      { name: 'bytes', type: 'BIGINT' },
      { name: 'lines', type: 'BIGINT' },
    ],
    next: () => {
      const part = files.slice(from, from + maxBatchRows);
      const first = from;
      from += part.length;
      if (part.length === 0) return undefined;
      return {
        rows: part.length,
        columns: [
          { type: 'INTEGER', values: Int32Array.from(part, (_, at) => first + at) },
          { type: 'VARCHAR', values: part.map((file) => file.path) },
          { type: 'BIGINT', values: bigints(part.map((file) => file.bytes)) },
          { type: 'BIGINT', values: bigints(part.map((file) => file.lines)) },
        ],
      };
    },
  });
}

function bigints(values: readonly number[]): BigInt64Array {
  return BigInt64Array.from(values, BigInt);
}
