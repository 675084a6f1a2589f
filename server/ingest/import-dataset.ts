import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import type { Dataset } from '../../lib/contracts/dataset';
import type { ImportEvent, ImportReport } from '../../lib/contracts/import-report';
import type { Config } from '../config';
import { datasetFolder, readDataset, schemaVersion, writeDataset } from '../store/datasets';
import { lockImport } from './import-lock';
import { type ImportPlan, planImport } from './import-plan';
import { runWorker } from './run-worker';
import type { FilesReport } from './worker-protocol';

export interface ImportDatasetRequest {
  config: Pick<Config, 'home' | 'root'>;
  /** Files, folders and globs; together they make one dataset. */
  paths: readonly string[];
  origin: Dataset['origin'];
  /** What uploaded files were called, one a path. */
  names?: readonly string[];
  signal: AbortSignal;
}

/**
 * Imports files into HALO_HOME, or finds that they were imported before. Never throws: exactly one `finished`, `failed` or
 * `cancelled` ends the stream. The dataset is there at once and whole when it has finished, and as it was before otherwise.
 */
export async function* importDataset(request: ImportDatasetRequest): AsyncGenerator<ImportEvent> {
  try {
    yield* importOrReuse(request);
  } catch (error) {
    if (request.signal.aborted) yield { type: 'cancelled' };
    else if (error instanceof AppError) yield { type: 'failed', code: error.code, message: error.message };
    else yield { type: 'failed', code: 'internal', message: faultOf(error) };
  }
}

async function* importOrReuse(request: ImportDatasetRequest): AsyncGenerator<ImportEvent> {
  const started = performance.now();
  const { home } = request.config;
  const plan = await planImport(request);
  const reuse = async (): Promise<ImportEvent | undefined> => {
    const report = await reportOfBefore(home, plan);
    return report && { type: 'finished', report: { ...report, ms: Math.round(performance.now() - started) } };
  };
  const before = await reuse();
  if (before) {
    yield before;
    return;
  }
  const folder = datasetFolder(home, plan.id);
  await mkdir(folder, { recursive: true });
  yield nothingYet(plan);
  const lock = await lockImport({
    file: join(folder, 'import.lock'),
    signal: request.signal,
    onWaiting: (holder) =>
      console.error(`Process ${holder} is importing the same files; waiting for it to finish.`),
  });
  try {
    // Whoever held the lock may have done the work.
    const meanwhile = await reuse();
    if (meanwhile) yield meanwhile;
    else yield* importInto(folder, plan, request);
  } finally {
    await lock.release();
    // Nothing came of the first import of these files.
    await rmdir(folder).catch(() => undefined);
  }
}

async function* importInto(
  folder: string,
  plan: ImportPlan,
  { config, origin, signal }: ImportDatasetRequest,
): AsyncGenerator<ImportEvent> {
  await removeLeftovers(folder, await databaseOfBefore(config.home, plan.id));
  const database = `spans-${Date.now().toString(36)}.duckdb`;
  const unfinished = `${database}.part`;
  try {
    let report: FilesReport | undefined;
    const run = runWorker({
      worker: join(config.root, 'dist', 'import-worker.cjs'),
      request: {
        files: plan.files.map(({ path, shown }) => ({ path, name: shown })),
        databaseFile: join(folder, unfinished),
      },
      signal,
    });
    for await (const event of run) {
      if (event.type === 'imported') report = event.report;
      else yield event;
      if (event.type === 'failed') return;
    }
    if (report === undefined) throw new Error('The import ended without a report.');
    await rename(join(folder, unfinished), join(folder, database));
    const whole: ImportReport = { ...report, datasetId: plan.id, reused: false };
    await writeDataset(config.home, datasetOf({ plan, origin, database, report: whole }));
    await removeLeftovers(folder, database);
    yield { type: 'finished', report: whole };
  } finally {
    await removeFile(join(folder, unfinished));
    await removeFile(join(folder, `${unfinished}.wal`));
  }
}

interface Imported {
  plan: ImportPlan;
  origin: Dataset['origin'];
  database: string;
  report: ImportReport;
}

function datasetOf({ plan, origin, database, report }: Imported): Dataset {
  return {
    schemaVersion,
    id: plan.id,
    name: plan.name,
    origin,
    sources: plan.sources,
    fingerprint: plan.fingerprint,
    database,
    importedAt: new Date().toISOString(),
    traces: report.traces,
    spans: report.spans,
    report,
  };
}

/** The report of the import that read the same files, if its database is still there. */
async function reportOfBefore(home: string, plan: ImportPlan): Promise<ImportReport | undefined> {
  const dataset = await datasetOfBefore(home, plan.id);
  if (dataset?.fingerprint !== plan.fingerprint) return undefined;
  return existsSync(join(datasetFolder(home, plan.id), dataset.database))
    ? { ...dataset.report, reused: true }
    : undefined;
}

async function databaseOfBefore(home: string, id: string): Promise<string | undefined> {
  return (await datasetOfBefore(home, id))?.database;
}

async function datasetOfBefore(home: string, id: string): Promise<Dataset | undefined> {
  try {
    return await readDataset(home, id);
  } catch (error) {
    // None, or one that another version made, or a damaged one: all are replaced.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Databases that no manifest names: of killed imports, and of the one before. A reader that has one open keeps it. */
async function removeLeftovers(folder: string, keep: string | undefined): Promise<void> {
  for (const name of await readdir(folder)) {
    const ours = /^spans-[0-9a-z]+\.duckdb/.test(name) || /^dataset\.json\..*\.tmp$/.test(name);
    if (ours && !(keep !== undefined && name.startsWith(keep))) await removeFile(join(folder, name));
  }
}

async function removeFile(path: string): Promise<void> {
  // Where a system does not let go of an open file, the next import removes it.
  await rm(path, { force: true, recursive: true }).catch(() => undefined);
}

function nothingYet(plan: ImportPlan): ImportEvent {
  const bytesTotal = plan.sources.reduce((sum, { bytes }) => sum + bytes, 0);
  return { type: 'progress', phase: 'reading', bytesRead: 0, bytesTotal, spans: 0, rejected: 0, ms: 0 };
}

function faultOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return 'The disk is full. Make room, or set HALO_HOME to a folder on another disk, and start the import again.';
  }
  return `The import failed: ${error instanceof Error ? error.message : String(error)}`;
}
