import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../../lib/contracts/dataset';
import { close, type Database } from '../database';
import { recordPatterns } from '../detectors/record-patterns';
import { importFiles } from '../ingest/import-files';
import { datasetFolder, openDataset, schemaVersion, writeDataset } from '../store/datasets';
import type { SampleOptions } from './generate-sample';
import type { SampleTruth } from './sample-truth';
import { writeSample } from './write-sample';

/** A generated dataset, really imported, in a home of its own. */
export interface OpenSample {
  dataset: Dataset;
  database: Database;
  truth: SampleTruth;
  /** HALO_HOME, with this one dataset in it. */
  home: string;
  /** Closes the database and removes everything. */
  close(): Promise<void>;
}

/** For tests: generates, imports in this process, opens. A second or two for the default sample. */
export async function openSample(options: SampleOptions = {}): Promise<OpenSample> {
  const home = await mkdtemp(join(tmpdir(), 'halo-open-sample-'));
  const name = 'support-desk.jsonl';
  const path = join(home, name);
  const truth = await writeSample(path, options);
  const id = 'support-desk-00000000';
  const databaseName = 'spans-sample.duckdb';
  await mkdir(datasetFolder(home, id), { recursive: true });
  const report = await importFiles({
    files: [{ path, name }],
    databaseFile: join(datasetFolder(home, id), databaseName),
    schemaSql: await readFile(new URL('../schema.sql', import.meta.url), 'utf8'),
    recordPatterns,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const { size, mtimeMs } = await stat(path);
  await writeDataset(home, {
    schemaVersion,
    id,
    name,
    origin: 'sample',
    sources: [{ path, name, bytes: size, modifiedMs: mtimeMs }],
    fingerprint: 'sample',
    database: databaseName,
    importedAt: new Date(0).toISOString(),
    traces: report.traces,
    spans: report.spans,
    report: { ...report, datasetId: id, reused: false },
  });
  const { dataset, database } = await openDataset(home, id);
  return {
    dataset,
    database,
    truth,
    home,
    close: async () => {
      close(database);
      await rm(home, { recursive: true });
    },
  };
}
