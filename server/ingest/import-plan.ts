import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Dataset, SourceFile } from '../../lib/contracts/dataset';
import { schemaVersion } from '../store/datasets';
import { findFiles, nameOfFiles } from './find-files';

export interface ImportPlan {
  id: string;
  name: string;
  /** Tells whether the same files, unchanged, were imported before by this version. */
  fingerprint: string;
  /** `shown` is what reports call it. */
  files: { path: string; shown: string }[];
  sources: SourceFile[];
}

export interface PlanRequest {
  paths: readonly string[];
  origin: Dataset['origin'];
  names?: readonly string[];
  signal: AbortSignal;
}

/**
 * Which dataset these files make. One read by path goes by its paths, so that a changed file replaces its dataset; an upload goes
 * by name and content, for its path is made up. Throws AppError for paths that cannot be read.
 */
export async function planImport({ paths, origin, names, signal }: PlanRequest): Promise<ImportPlan> {
  const found = await findFiles(paths);
  const shown = found.map(
    (file, at) => (found.length === names?.length ? names[at] : undefined) ?? file.shown,
  );
  const sources = found.map((file, at) => ({
    path: file.path,
    name: shown[at] ?? file.shown,
    bytes: file.bytes,
    modifiedMs: file.modifiedMs,
  }));
  const name = nameOfFiles(shown);
  const files = found.map((file, at) => ({ path: file.path, shown: shown[at] ?? file.shown }));
  if (origin === 'upload') {
    const contents = await Promise.all(found.map(({ path }) => hashOfFile(path, signal)));
    const identity = hashOf(shown.map((each, at) => [each, contents[at]]));
    return { id: idOf(name, identity), name, fingerprint: hashOf([schemaVersion, identity]), files, sources };
  }
  const identity = hashOf(found.map(({ path }) => path).sort());
  const state = sources.map(({ path, bytes, modifiedMs }) => [path, bytes, modifiedMs]);
  return { id: idOf(name, identity), name, fingerprint: hashOf([schemaVersion, state]), files, sources };
}

/** Fit for a folder and a URL: the first file's name as far as it is plain, and what makes it unique. */
function idOf(name: string, identity: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\.(?:jsonl|ndjson|json)(?:\.gz)?\b.*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'traces'}-${identity.slice(0, 8)}`;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

async function hashOfFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: 1024 * 1024, signal }))
    hash.update(block);
  return hash.digest('hex');
}
