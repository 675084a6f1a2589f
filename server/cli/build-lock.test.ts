import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withBuildLock } from './build-lock.mjs';

async function lockFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'halo-lock-')), 'dist', 'build.lock');
}

describe('the build lock', () => {
  it('lets two launches build one after the other', async () => {
    const file = await lockFile();
    const log: string[] = [];
    const build = (name: string) =>
      withBuildLock(file, async () => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${name} ends`);
      });
    await Promise.all([build('first'), build('second')]);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('is free again after a build that failed', async () => {
    const file = await lockFile();
    await expect(withBuildLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withBuildLock(file, async () => 'built')).toBe('built');
    expect(await readdir(join(file, '..'))).toEqual([]);
  });

  it('is taken over from a process that is gone, or that has not been heard of for long', async () => {
    const file = await lockFile();
    await withBuildLock(file, async () => {});
    await writeFile(file, '999999999');
    expect(await withBuildLock(file, async () => 'built')).toBe('built');
    await writeFile(file, String(process.pid));
    await utimes(file, 0, 0);
    expect(await withBuildLock(file, async () => 'built')).toBe('built');
  });
});
