import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { close, type Database, execute, openForImport, openReadOnly, query, queryOne } from './database';

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
