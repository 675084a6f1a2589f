import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { close, type Database, execute, openForImport, openReadOnly, query } from '../database';
import { keepOpen } from './superseded-databases';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-superseded-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function opened(name: string): Promise<Database> {
  const file = join(folder, name);
  const writer = await openForImport(file);
  await execute(writer, 'CREATE TABLE t AS SELECT 1 AS n');
  close(writer);
  return openReadOnly(file);
}

const ask = (database: Database) =>
  query(database, { sql: 'SELECT n FROM t', row: z.object({ n: z.number() }) });

it('closes what was replaced, once, and never the newest, whoever came late', async () => {
  const before = await opened('before.duckdb');
  const now = await opened('now.duckdb');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
    close(now);
  });
  for (const database of [before, now, before, now]) keepOpen(folder, database);
  vi.advanceTimersByTime(3_600_000);
  await expect(ask(before)).rejects.toThrow();
  expect(await ask(now)).toEqual([{ n: 1 }]);
});
