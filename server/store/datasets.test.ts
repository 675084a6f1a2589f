import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Dataset } from '../../lib/contracts/dataset';
import { close, execute, openForImport, query } from '../database';
import {
  listDatasets,
  openDataset,
  readDataset,
  removeDataset,
  schemaVersion,
  writeDataset,
} from './datasets';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-datasets-'));
});

afterEach(() => rm(home, { recursive: true }));

function manifest(id: string, also: Partial<Dataset> = {}): Dataset {
  return {
    schemaVersion,
    id,
    name: id,
    origin: 'path',
    sources: [],
    fingerprint: 'f',
    database: 'spans-1.duckdb',
    importedAt: '2026-01-01T00:00:00.000Z',
    traces: 0,
    spans: 0,
    report: {
      datasetId: id,
      files: [],
      lines: 0,
      spans: 0,
      traces: 0,
      duplicates: 0,
      rejected: 0,
      blank: 0,
      rejections: [],
      warnings: [],
      reused: false,
      ms: 1,
    },
    ...also,
  };
}

describe('the datasets of a home', () => {
  it('are none before the first import', async () => {
    expect(await listDatasets(home)).toEqual({ datasets: [], broken: [] });
  });

  it('are listed newest first, and a broken manifest does not hide the others', async () => {
    await writeDataset(home, manifest('old'));
    await writeDataset(home, manifest('new', { importedAt: '2026-02-01T00:00:00.000Z' }));
    await writeManifest('torn', '{"id": "to');
    await writeManifest('other-version', JSON.stringify({ schemaVersion: schemaVersion + 1 }));
    await mkdir(join(home, 'datasets', 'import-still-runs'));
    const { datasets, broken } = await listDatasets(home);
    expect(datasets.map((dataset) => dataset.id)).toEqual(['new', 'old']);
    expect(broken.map((dataset) => dataset.id).sort()).toEqual(['other-version', 'torn']);
    expect(broken.find(({ id }) => id === 'other-version')?.message).toMatch(
      /another version.*Import its files again/,
    );
  });

  it('are replaced at once, without a trace of the way there', async () => {
    await writeDataset(home, manifest('a'));
    await writeDataset(home, manifest('a', { spans: 5 }));
    expect((await readDataset(home, 'a')).spans).toBe(5);
    expect(await readdir(join(home, 'datasets', 'a'))).toEqual(['dataset.json']);
  });

  it('are not found outside the home, or where there are none', async () => {
    for (const id of ['none', '..', '../etc', 'a/b', '', '.hidden']) {
      await expect(readDataset(home, id), id).rejects.toMatchObject({ code: 'not-found' });
      await expect(removeDataset(home, id), id).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('are gone once removed', async () => {
    await writeDataset(home, manifest('a'));
    await removeDataset(home, 'a');
    expect(await listDatasets(home)).toEqual({ datasets: [], broken: [] });
  });
});

describe('an open dataset', () => {
  it('is the newest import, while a run still reads the one before', async () => {
    await writeDatabase('a', 'spans-1.duckdb', 'first');
    await writeDataset(home, manifest('a'));
    const before = await openDataset(home, 'a');
    await writeDatabase('a', 'spans-2.duckdb', 'second');
    await writeDataset(home, manifest('a', { database: 'spans-2.duckdb' }));
    await rm(join(home, 'datasets', 'a', 'spans-1.duckdb'));
    const after = await openDataset(home, 'a');

    const sql = 'SELECT label FROM t';
    const row = z.object({ label: z.string() });
    expect(await query(after.database, { sql, row })).toEqual([{ label: 'second' }]);
    expect(await query(before.database, { sql, row })).toEqual([{ label: 'first' }]);
    expect((await openDataset(home, 'a')).database).toBe(after.database);
    close(before.database);
    close(after.database);
  });
});

describe('a dataset whose database is missing', () => {
  it('says so, and what to do', async () => {
    await writeDataset(home, manifest('a'));
    await expect(openDataset(home, 'a')).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/is gone. Import/),
    });
  });
});

async function writeManifest(id: string, text: string): Promise<void> {
  await mkdir(join(home, 'datasets', id), { recursive: true });
  await writeFile(join(home, 'datasets', id, 'dataset.json'), text);
}

async function writeDatabase(id: string, name: string, label: string): Promise<void> {
  await mkdir(join(home, 'datasets', id), { recursive: true });
  const writer = await openForImport(join(home, 'datasets', id, name));
  await execute(writer, `CREATE TABLE t AS SELECT '${label}' AS label`);
  close(writer);
}
