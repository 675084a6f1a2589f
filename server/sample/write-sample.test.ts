import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleFile, tracesOfSize, writeSample } from './write-sample';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('writes the sample that the product ships', async () => {
  const file = join(folder, 'sample.jsonl.gz');
  await writeSample(file);
  const [written, shipped] = await Promise.all([readFile(file), readFile(resolve(sampleFile))]);
  expect(gunzipSync(written).equals(gunzipSync(shipped))).toBe(true);
  expect(shipped.length).toBeLessThan(3_000_000);
});

it('writes every line with a line end', async () => {
  const file = join(folder, 'plain.jsonl');
  const truth = await writeSample(file, { traces: 40, shape: 'short' });
  const text = await readFile(file, 'utf8');
  expect(text.split('\n')).toHaveLength(truth.lines + 1);
  expect(Buffer.byteLength(text)).toBe(truth.bytes);
});

it('stops when it is told to', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  const writing = writeSample(join(folder, 'stopped.jsonl'), { traces: 40, signal });
  await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
});

it('meets an asked size within a tenth', async () => {
  for (const shape of ['sample', 'long', 'short'] as const) {
    const file = join(folder, `${shape}.jsonl`);
    await writeSample(file, { shape, traces: tracesOfSize(shape, 20_000_000) });
    const { size } = await stat(file);
    expect(Math.abs(size - 20_000_000), shape).toBeLessThan(2_000_000);
  }
});
