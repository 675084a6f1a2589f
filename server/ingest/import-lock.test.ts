import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockImport } from './import-lock';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-lock-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const never = new AbortController().signal;

describe('the lock of an import', () => {
  it('makes the second one wait, and tells it for whom', async () => {
    const file = join(folder, 'shared.lock');
    const order: string[] = [];
    const first = await lockImport({ file, signal: never, onWaiting: () => order.push('never') });
    const second = lockImport({
      file,
      signal: never,
      onWaiting: (holder) => {
        order.push(`waits for ${holder}`);
        void first.release();
      },
    });
    await (await second).release();
    expect(order).toEqual([`waits for ${process.pid}`]);
  });

  it('is taken over from a process that is gone', async () => {
    const file = join(folder, 'dead.lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(file, JSON.stringify({ pid }));
    const lock = await lockImport({ file, signal: never, onWaiting: () => expect.unreachable() });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ pid: process.pid });
    await lock.release();
  });

  it('is taken over where nobody has touched it for long, whoever has the process id now', async () => {
    const file = join(folder, 'old.lock');
    await writeFile(file, JSON.stringify({ pid: process.pid }));
    await utimes(file, new Date(0), new Date(0));
    const lock = await lockImport({ file, signal: never, onWaiting: () => expect.unreachable() });
    await lock.release();
  });

  it('is taken by one at a time, though many find it dead at once', async () => {
    const file = join(folder, 'crowded.lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(file, JSON.stringify({ pid }));
    let holders = 0;
    const take = async () => {
      const lock = await lockImport({ file, signal: never, onWaiting: () => {} });
      holders += 1;
      expect(holders).toBe(1);
      await stat(file);
      holders -= 1;
      await lock.release();
    };
    await Promise.all(Array.from({ length: 4 }, take));
  });

  it('outlives the folder, which the one before takes away when nothing came of its import', async () => {
    const below = join(folder, 'dataset');
    const file = join(below, 'import.lock');
    const first = await lockImport({ file, signal: never, onWaiting: () => {} });
    const second = lockImport({
      file,
      signal: never,
      onWaiting: () => void first.release().then(() => rmdir(below)),
    });
    await (await second).release();
  });

  it('is not waited for once the import is cancelled', async () => {
    const file = join(folder, 'cancelled.lock');
    const abort = new AbortController();
    const first = await lockImport({ file, signal: never, onWaiting: () => {} });
    const second = lockImport({ file, signal: abort.signal, onWaiting: () => abort.abort() });
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await first.release();
  });
});
