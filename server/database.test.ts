import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  close,
  type Database,
  execute,
  insertBatches,
  openForImport,
  openReadOnly,
  query,
  queryOne,
} from './database';

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-database-'));
  const writer = await openForImport(join(folder, 'a.duckdb'));
  await execute(writer, "CREATE TABLE t AS SELECT range AS n, 'text ' || range AS label FROM range(5000)");
  close(writer);
  database = await openReadOnly(join(folder, 'a.duckdb'));
});

afterAll(async () => {
  close(database);
  await rm(folder, { recursive: true });
});

describe('a dataset opened for reading', () => {
  it('answers typed rows with parameters', async () => {
    const row = z.object({ n: z.bigint(), label: z.string() });
    expect(await query(database, { sql: 'SELECT * FROM t WHERE n = $1', params: [4999n], row })).toEqual([
      { n: 4999n, label: 'text 4999' },
    ]);
  });

  it('is opened once, however often it is asked for', async () => {
    expect(await openReadOnly(database.file)).toBe(database);
  });

  it('refuses to be written', async () => {
    await expect(execute(database, 'DELETE FROM t')).rejects.toThrow(/read-only/);
  });

  it('stops a query when it is cancelled, and can be asked again', async () => {
    const abort = new AbortController();
    const slow = query(database, {
      sql: 'SELECT count(*) FROM range(1e12::BIGINT)',
      row: z.unknown(),
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 20);
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' });
    const count = z.object({ n: z.bigint() });
    expect((await queryOne(database, { sql: 'SELECT count(*) AS n FROM t', row: count })).n).toBe(5000n);
  });

  it('stops a query that is cancelled while it is being prepared', async () => {
    const moments = [
      () => {},
      () => Promise.resolve(),
      () => new Promise((resolve) => setImmediate(resolve)),
    ];
    for (const moment of moments) {
      const abort = new AbortController();
      const sql = 'SELECT count(*) FROM range(1e12::BIGINT)';
      const slow = query(database, { sql, row: z.unknown(), signal: abort.signal });
      const stopped = expect(slow).rejects.toMatchObject({ code: 'cancelled' });
      await moment();
      abort.abort();
      await stopped;
    }
  });

  it('stops a query at its time limit', async () => {
    const sql = 'SELECT count(*) FROM range(1e12::BIGINT)';
    await expect(query(database, { sql, row: z.unknown(), timeoutMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('says why a pattern does not compile', async () => {
    for (const pattern of ['(', '[a', 'a**', '(?<x', '\\p{Nope}', '*']) {
      const asked = query(database, {
        sql: 'SELECT regexp_matches(label, $1) FROM t',
        params: [pattern],
        row: z.unknown(),
      });
      await expect(asked, pattern).rejects.toMatchObject({ code: 'bad-pattern' });
    }
  });
});

describe('a bulk insert', () => {
  const columns = [
    { name: 'n', type: 'BIGINT' },
    { name: 'label', type: 'VARCHAR' },
    { name: 'share', type: 'DOUBLE' },
    { name: 'good', type: 'BOOLEAN' },
  ] as const;

  /** Two rows, the second without label and share. */
  const batch = () => ({
    rows: 2,
    columns: [
      { type: 'BIGINT', values: BigInt64Array.of(1n, 2n) },
      { type: 'VARCHAR', values: ['é\0', null] },
      { type: 'DOUBLE', values: Float64Array.of(0.5, 0), valid: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0) },
      { type: 'BOOLEAN', values: Uint8Array.of(1, 0) },
    ] as const,
  });

  async function writing<T>(name: string, use: (writer: Database) => Promise<T>): Promise<T> {
    const writer = await openForImport(join(folder, name));
    try {
      await execute(writer, 'CREATE TABLE t (n BIGINT, label VARCHAR, share DOUBLE, good BOOLEAN)');
      return await use(writer);
    } finally {
      close(writer);
    }
  }

  const insert = (incoming: string) => `INSERT INTO t SELECT * FROM ${incoming}`;

  it('stores every value of every type, and NULL where there is none', async () => {
    const rows = await writing('bulk.duckdb', async (writer) => {
      const batches = [batch()];
      await insertBatches(writer, { insert, columns, next: () => batches.pop() });
      return query(writer, { sql: 'SELECT * FROM t ORDER BY n', row: z.unknown() });
    });
    expect(rows).toEqual([
      { n: 1n, label: 'é\0', share: 0.5, good: true },
      { n: 2n, label: null, share: null, good: false },
    ]);
  });

  it('stops with what its source throws, and stores nothing of it', async () => {
    const count = await writing('failing.duckdb', async (writer) => {
      let left = 3;
      const next = () => {
        left -= 1;
        if (left === 0) throw new Error('the source broke');
        return batch();
      };
      await expect(insertBatches(writer, { insert, columns, next })).rejects.toThrow('the source broke');
      return queryOne(writer, { sql: 'SELECT count(*) AS n FROM t', row: z.object({ n: z.bigint() }) });
    });
    expect(count.n).toBe(0n);
  });
});
