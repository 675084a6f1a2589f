import { rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import type { Dataset } from '../../lib/contracts/dataset';
import type { ImportEvent, ImportReport } from '../../lib/contracts/import-report';
import { errorMessage } from '../../lib/error-message';
import type { Config } from '../config';
import { datasetFolder, openDataset, readDataset, schemaVersion, writeDataset } from '../store/datasets';
import { lockImport } from './import-lock';
import { type ImportPlan, planImport } from './import-plan';
import { lockFile, removeAbandoned, removeLeftovers } from './leftovers';
import { runWorker } from './run-worker';

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
  yield nothingYet(plan);
  await removeAbandoned(home);
  const lock = await lockImport({
    file: lockFile(folder),
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
  const { home } = config;
  const removeOthers = async () => removeLeftovers(folder, await databaseOfBefore(home, plan.id));
  await removeOthers();
  const database = `spans-${Date.now().toString(36)}.duckdb`;
  const unfinished = join(folder, `${database}.part`);
  let report: ImportReport | undefined;
  try {
    const run = runWorker({
      worker: join(config.root, 'dist', 'import-worker.cjs'),
      request: {
        files: plan.files.map(({ path, shown }) => ({ path, name: shown })),
        databaseFile: unfinished,
      },
      signal,
    });
    for await (const event of run) {
      if (event.type === 'imported') report = { ...event.report, datasetId: plan.id, reused: false };
      else yield event;
      if (event.type === 'failed') return;
    }
    if (report === undefined) throw new Error('The import ended without a report.');
    await rename(unfinished, join(folder, database));
    await writeDataset(home, datasetOf({ plan, origin, database, report }));
  } finally {
    // The database that was replaced, or all that an import left which came to nothing.
    await removeOthers();
  }
  yield { type: 'finished', report };
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
  return (await canBeRead(home, plan.id)) ? { ...dataset.report, reused: true } : undefined;
}

/** A copy that is gone or damaged is no copy: the files are read again. */
async function canBeRead(home: string, id: string): Promise<boolean> {
  try {
    await openDataset(home, id);
    return true;
  } catch (error) {
    if (error instanceof AppError && ['unreadable', 'wrong-version'].includes(error.code)) return false;
    throw error;
  }
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

function nothingYet(plan: ImportPlan): ImportEvent {
  const bytesTotal = plan.sources.reduce((sum, { bytes }) => sum + bytes, 0);
  return { type: 'progress', phase: 'reading', bytesRead: 0, bytesTotal, spans: 0, rejected: 0, ms: 0 };
}

function faultOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return 'The disk is full. Make room, or set HALO_HOME to a folder on another disk, and start the import again.';
  }
  return `The import failed: ${errorMessage(error)}`;
}
