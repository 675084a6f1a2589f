import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { homeSize } from './home-size';

it('adds up the files of all folders', async () => {
  const home = await mkdtemp(join(tmpdir(), 'halo-size-'));
  onTestFinished(() => rm(home, { recursive: true }));
  await mkdir(join(home, 'datasets', 'a'), { recursive: true });
  await writeFile(join(home, 'datasets', 'a', 'x'), '12345');
  await writeFile(join(home, 'y'), '123');
  expect(await homeSize(home)).toBe(8);
  expect(await homeSize(join(home, 'missing'))).toBe(0);
});
