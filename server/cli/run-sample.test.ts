import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseCommand } from './parse-command';
import { runSample } from './run-sample';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-run-sample-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function sample(out: string, ...flags: string[]): Promise<string> {
  const command = parseCommand(['sample', '--traces', '2', '--out', out, ...flags]);
  if (command.kind !== 'sample') throw new Error(command.kind);
  const said: string[] = [];
  const terminal = { answer: (text: string) => void said.push(text), log: () => {}, status: undefined };
  const { signal } = new AbortController();
  await runSample(command, { terminal, signal, environment: { NODE_ENV: 'test' } });
  return said.join('');
}

it('writes a file and says how much, but never over one unless that is said', async () => {
  const out = join(folder, 'out.jsonl');
  expect(await sample(out)).toMatch(/spans in 2 traces/);
  await writeFile(out, 'mine');
  await expect(sample(out)).rejects.toThrow(`${out} is there already.`);
  expect(await readFile(out, 'utf8')).toBe('mine');
  await sample(out, '--force');
  expect(await readFile(out, 'utf8')).not.toBe('mine');
});

it('writes to what is no file', async () => {
  expect(await sample('/dev/null')).toMatch(/spans in 2 traces/);
});

it('says which folder there is not, and what else is in the way', async () => {
  const out = join(folder, 'nope', 'out.jsonl');
  await expect(sample(out)).rejects.toThrow(
    `${out} cannot be written: there is no folder ${join(folder, 'nope')}.`,
  );
  await expect(sample(folder)).rejects.toThrow(/cannot be written: EISDIR/);
});
