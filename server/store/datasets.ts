import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import { type Dataset, datasetSchema } from '../../lib/contracts/dataset';
import { type Database, openReadOnly } from '../database';
import { closeWhenUnused, keepOpen } from './superseded-databases';

/** Version of schema.sql and of what is derived into it; a dataset of another version is imported anew. */
export const schemaVersion = 4;

/** A dataset whose manifest cannot be read, and why. */
export interface BrokenDataset {
  id: string;
  message: string;
}

export interface DatasetList {
  /** Newest import first. */
  datasets: Dataset[];
  broken: BrokenDataset[];
}

/** All datasets under HALO_HOME; a broken manifest is told and does not hide the others. */
export async function listDatasets(home: string): Promise<DatasetList> {
  const list: DatasetList = { datasets: [], broken: [] };
  for (const id of await datasetIds(home)) {
    try {
      list.datasets.push(await readDataset(home, id));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A folder without a manifest belongs to an import that still runs, or was killed.
      if (error.code !== 'not-found') list.broken.push({ id, message: error.message });
    }
  }
  list.datasets.sort((a, b) => b.importedAt.localeCompare(a.importedAt) || a.id.localeCompare(b.id));
  return list;
}

/** Throws AppError `not-found`, `wrong-version` or `unreadable`. */
export async function readDataset(home: string, id: string): Promise<Dataset> {
  const text = await readManifest(home, id);
  const manifest = parseJson(text);
  const version = versionSchema.safeParse(manifest);
  if (version.success && version.data.schemaVersion !== schemaVersion) {
    throw new AppError(
      'wrong-version',
      `The dataset ${id} was imported by another version of halo-loop. Import its files again.`,
    );
  }
  const dataset = datasetSchema.safeParse(manifest);
  if (dataset.success) return dataset.data;
  throw new AppError(
    'unreadable',
    `The manifest of the dataset ${id} is damaged (${z.prettifyError(dataset.error)}). Import its files again.`,
  );
}

/** Replaces the manifest at once: a reader sees the old one or the new one, and a crash leaves one of them. */
export async function writeDataset(home: string, dataset: Dataset): Promise<void> {
  const folder = datasetFolder(home, dataset.id);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `dataset.json.${process.pid}.tmp`);
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(JSON.stringify(dataset));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, 'dataset.json'));
}

/** Forgets a dataset and its spans; the user's own files stay. Throws AppError `not-found`. */
export async function removeDataset(home: string, id: string): Promise<void> {
  await readManifest(home, id);
  closeWhenUnused(datasetFolder(home, id));
  await rm(datasetFolder(home, id), { recursive: true, force: true });
}

/**
 * Opens the database that the manifest names. A file that an import has replaced since is closed once nobody has read
 * it for a while, so that a run which holds it can end. Throws AppError as `readDataset` does.
 */
export async function openDataset(
  home: string,
  id: string,
): Promise<{ dataset: Dataset; database: Database }> {
  const folder = datasetFolder(home, id);
  let dataset = await readDataset(home, id);
  let database: Database;
  try {
    database = await openReadOnly(join(folder, dataset.database));
  } catch (error) {
    // An import may have replaced the file between the two reads.
    const now = await readDataset(home, id);
    if (now.database === dataset.database) throw explain(error, join(folder, now.database));
    dataset = now;
    database = await openReadOnly(join(folder, dataset.database));
  }
  keepOpen(folder, database);
  return { dataset, database };
}

function explain(error: unknown, file: string): unknown {
  const message = `The database ${file} is gone. Import the files of this dataset again.`;
  return existsSync(file) ? error : new AppError('unreadable', message, { cause: error });
}

/** Where a dataset's files lie. Throws AppError `not-found` for what cannot be an id. */
export function datasetFolder(home: string, id: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(id)) throw notFound(id);
  return join(home, 'datasets', id);
}

const versionSchema = z.object({ schemaVersion: z.number() });

async function datasetIds(home: string): Promise<string[]> {
  try {
    const entries = await readdir(join(home, 'datasets'), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readManifest(home: string, id: string): Promise<string> {
  try {
    return await readFile(join(datasetFolder(home, id), 'dataset.json'), 'utf8');
  } catch (error) {
    if (isMissing(error)) throw notFound(id, error);
    throw error;
  }
}

/** What is no JSON is handed on as it is, for the schema to refuse. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function notFound(id: string, cause?: unknown): AppError {
  return new AppError('not-found', `There is no dataset ${id}. It may have been removed; see the list.`, {
    cause,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
