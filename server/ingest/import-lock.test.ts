import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
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

  it('is not waited for once the import is cancelled', async () => {
    const file = join(folder, 'cancelled.lock');
    const abort = new AbortController();
    const first = await lockImport({ file, signal: never, onWaiting: () => {} });
    const second = lockImport({ file, signal: abort.signal, onWaiting: () => abort.abort() });
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await first.release();
  });
});
