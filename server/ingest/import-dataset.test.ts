import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportEvent } from '../../lib/contracts/import-report';
import { datasetFolder, readDataset } from '../store/datasets';
import { importDataset } from './import-dataset';

let folder: string;
let config: { home: string; root: string };
let file: string;
let homes = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-import-dataset-'));
  const root = join(folder, 'root');
  const project = fileURLToPath(new URL('../..', import.meta.url));
  await build({
    entryPoints: [join(project, 'server/cli/import-worker.ts')],
    outfile: join(root, 'dist', 'import-worker.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.sql': 'text' },
    external: ['@duckdb/*'],
    logLevel: 'silent',
  });
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  const home = join(folder, `home-${homes++}`);
  config = { home, root: join(folder, 'root') };
  await mkdir(home);
  file = join(home, 'My Traces.jsonl');
  await writeFile(file, lines(3));
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, at) => `{"trace_id":"t","span_id":"s${at}"}\n`).join('');
}

interface Options {
  paths?: string[];
  names?: string[];
  origin?: 'path' | 'upload';
  signal?: AbortSignal;
}

function start({
  paths = [file],
  names,
  origin = 'path',
  signal = new AbortController().signal,
}: Options = {}) {
  return importDataset({ config, paths, origin, signal, ...(names ? { names } : {}) });
}

async function lastOf(events: AsyncIterable<ImportEvent>): Promise<ImportEvent> {
  let last: ImportEvent | undefined;
  for await (const event of events) {
    if (last && last.type !== 'progress') throw new Error(`${event.type} after ${last.type}`);
    last = event;
  }
  if (!last) throw new Error('The import said nothing.');
  return last;
}

async function reportOf(events: AsyncIterable<ImportEvent>) {
  const last = await lastOf(events);
  if (last.type !== 'finished') throw new Error(JSON.stringify(last));
  return last.report;
}

describe('an import', () => {
  it('makes a dataset with a manifest and one database', async () => {
    const report = await reportOf(start());
    expect(report).toMatchObject({
      spans: 3,
      traces: 1,
      reused: false,
      datasetId: expect.stringMatching(/^my-traces-[0-9a-f]{8}$/),
    });
    const dataset = await readDataset(config.home, report.datasetId);
    expect(dataset).toMatchObject({
      name: 'My Traces.jsonl',
      origin: 'path',
      spans: 3,
      report: { lines: 3 },
    });
    expect((await readdir(datasetFolder(config.home, dataset.id))).sort()).toEqual(
      ['dataset.json', dataset.database].sort(),
    );
  });

  it('tells of a rejected line whatever it holds', async () => {
    await writeFile(file, `${lines(1)}no\u2028 JSON\u2029\n`);
    expect((await reportOf(start())).rejections).toMatchObject([{ line: 2, excerpt: 'no\u2028 JSON\u2029' }]);
  });

  it('is not done again while the files are the same', async () => {
    const first = await reportOf(start());
    expect(await reportOf(start())).toEqual({ ...first, reused: true, ms: expect.any(Number) });
  });

  it('is done anew where the imported copy was damaged', async () => {
    const { datasetId } = await reportOf(start());
    const { database } = await readDataset(config.home, datasetId);
    await writeFile(join(datasetFolder(config.home, datasetId), database), 'no database');
    expect(await reportOf(start())).toMatchObject({ reused: false, spans: 3 });
  });

  it('replaces the dataset when a file has changed', async () => {
    const first = await reportOf(start());
    const before = await readDataset(config.home, first.datasetId);
    await writeFile(file, lines(5));
    const second = await reportOf(start());
    expect(second).toMatchObject({ datasetId: first.datasetId, spans: 5, reused: false });
    expect(await readdir(datasetFolder(config.home, first.datasetId))).not.toContain(before.database);
  });

  it('adds nothing for a file that is given twice', async () => {
    expect(await reportOf(start({ paths: [file, file] }))).toMatchObject({
      lines: 3,
      spans: 3,
      duplicates: 0,
    });
  });

  it('takes an upload for what it holds, not for where it lies', async () => {
    const first = await reportOf(start({ origin: 'upload', names: ['run.jsonl'] }));
    const elsewhere = join(config.home, 'other');
    await writeFile(elsewhere, lines(3));
    const second = await reportOf(start({ origin: 'upload', names: ['run.jsonl'], paths: [elsewhere] }));
    expect(second).toMatchObject({
      datasetId: first.datasetId,
      reused: true,
      files: [{ file: 'run.jsonl' }],
    });
  });

  it('is done once where two are started at the same time', async () => {
    const reports = await Promise.all([reportOf(start()), reportOf(start())]);
    expect(reports.map(({ reused }) => reused).sort()).toEqual([false, true]);
  });
});

describe('an import that fails', () => {
  it('says why, and leaves nothing behind', async () => {
    await writeFile(file, Buffer.from([0, 1, 2]));
    expect(await lastOf(start())).toMatchObject({
      type: 'failed',
      code: 'unreadable',
      message: expect.stringMatching(/binary/),
    });
    expect(await readdir(join(config.home, 'datasets'))).toEqual([]);
    expect(await lastOf(start({ paths: ['/no/such.jsonl'] }))).toMatchObject({
      type: 'failed',
      code: 'not-found',
    });
  });

  it('leaves the dataset as it was when it is cancelled', async () => {
    const first = await reportOf(start());
    const before = await readDataset(config.home, first.datasetId);
    await writeFile(file, lines(200_000));
    const abort = new AbortController();
    let last: ImportEvent | undefined;
    for await (const event of start({ signal: abort.signal })) {
      if (event.type === 'progress' && event.bytesRead > 0) abort.abort();
      last = event;
    }
    expect(last).toEqual({ type: 'cancelled' });
    expect(await readDataset(config.home, first.datasetId)).toEqual(before);
    expect((await readdir(datasetFolder(config.home, before.id))).sort()).toEqual(
      ['dataset.json', before.database].sort(),
    );
  });

  it('is begun anew after it was killed, without what it left', async () => {
    const { datasetId } = await reportOf(start());
    const left = join(datasetFolder(config.home, datasetId), 'spans-old.duckdb.part');
    await writeFile(left, 'half a database');
    await writeFile(file, lines(4));
    expect(await reportOf(start())).toMatchObject({ datasetId, spans: 4, duplicates: 0 });
    expect(await readdir(datasetFolder(config.home, datasetId))).toHaveLength(2);
  });

  it('removes what another left that was killed, and nothing of one that goes on', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const [id, holder] of [
      ['killed-00000000', pid],
      ['running-00000000', process.ppid],
    ] as const) {
      const other = datasetFolder(config.home, id);
      await mkdir(other, { recursive: true });
      await writeFile(join(other, 'import.lock'), JSON.stringify({ pid: holder }));
      await writeFile(join(other, 'spans-a.duckdb.part'), 'half a database');
    }
    const { datasetId } = await reportOf(start());
    expect((await readdir(join(config.home, 'datasets'))).sort()).toEqual([datasetId, 'running-00000000']);
    expect(await readdir(datasetFolder(config.home, 'running-00000000'))).toHaveLength(2);
  });

  it('says what to do where the program is not built', async () => {
    config = { ...config, root: join(folder, 'nowhere') };
    expect(await lastOf(start())).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(/npm run build/),
    });
  });
});

describe('the process of an import', () => {
  it('ends with whoever started it, in the middle of the work', async () => {
    await writeFile(file, lines(200_000));
    const child = spawn(process.execPath, [join(config.root, 'dist', 'import-worker.cjs')]);
    const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    const request = { files: [{ path: file, name: 'a' }], databaseFile: join(config.home, 'a.duckdb') };
    child.stdin.write(`${JSON.stringify(request)}\n`);
    child.stdout.once('data', () => child.stdin.end());
    expect(await ended).toBe('SIGKILL');
  });
});
