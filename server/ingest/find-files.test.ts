import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, nameOfFiles } from './find-files';

let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'halo-find-')));
  await mkdir(join(folder, 'runs', 'deep', '.hidden'), { recursive: true });
  await mkdir(join(folder, 'empty'));
  const files = ['b.jsonl', 'a.jsonl.gz', 'notes.txt', 'deep/c.ndjson', 'deep/.hidden/d.jsonl', 'p[1].jsonl'];
  for (const file of files) await writeFile(join(folder, 'runs', file), 'x');
  await symlink(join(folder, 'runs', 'b.jsonl'), join(folder, 'link.jsonl'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function find(...paths: string[]): Promise<string[]> {
  const found = await findFiles(paths.map((path) => join(folder, path)));
  return found.map(({ path }) => relative(folder, path));
}

describe('paths become files', () => {
  it('a file as it is, whatever its name', async () => {
    expect(await find('runs/notes.txt')).toEqual(['runs/notes.txt']);
    expect((await findFiles([join(folder, 'runs/b.jsonl')]))[0]).toMatchObject({ bytes: 1 });
  });

  it('a folder with its trace files at any depth, hidden ones left out', async () => {
    expect(await find('runs')).toEqual([
      'runs/a.jsonl.gz',
      'runs/b.jsonl',
      'runs/deep/c.ndjson',
      'runs/p[1].jsonl',
    ]);
  });

  it('a glob with what it matches, and a name that only looks like one as a file', async () => {
    expect(await find('runs/*.jsonl')).toEqual(['runs/b.jsonl', 'runs/p[1].jsonl']);
    expect(await find('runs/**/*.{ndjson,gz}')).toEqual(['runs/a.jsonl.gz', 'runs/deep/c.ndjson']);
    expect(await find('r?ns/[a-c].jsonl')).toEqual(['runs/b.jsonl']);
    expect(await find('runs/p[1].jsonl')).toEqual(['runs/p[1].jsonl']);
  });

  it('the same file once, by whichever name it is given', async () => {
    expect(await find('runs/b.jsonl', 'link.jsonl', 'runs/../runs/b.jsonl', 'runs/b*')).toEqual([
      'runs/b.jsonl',
    ]);
  });

  it('or an error that says what to do', async () => {
    await expect(find('nope.jsonl')).rejects.toMatchObject({ code: 'not-found' });
    await expect(find('empty')).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/no trace files/),
    });
    await expect(find('runs/[a.jsonl')).rejects.toMatchObject({ code: 'not-found' });
    await expect(find('runs/{a,b.jsonl')).rejects.toMatchObject({ code: 'not-found' });
    await expect(find('runs/*.parquet')).rejects.toMatchObject({ code: 'not-found' });
    await expect(findFiles([])).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('a dataset of several files', () => {
  it('is called after the first', () => {
    expect(nameOfFiles(['a/b.jsonl'])).toBe('b.jsonl');
    expect(nameOfFiles(['a/b.jsonl', 'c.jsonl', 'd.jsonl'])).toBe('b.jsonl and 2 more');
  });
});
