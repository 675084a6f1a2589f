import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { AppError } from '../../lib/app-error';
import { globPattern, isGlob } from './glob-pattern';

/** A file to import. */
export interface FoundFile {
  /** Without links, so that one file under two names is one. */
  path: string;
  /** As it was asked for, for reports. */
  shown: string;
  bytes: number;
  modifiedMs: number;
}

const traceFile = /\.(?:jsonl|ndjson|json)(?:\.gz|\.zst)?$/i;

/**
 * The files that paths mean, each once: a file as it is, a folder's trace files at any depth, a glob's matches. Throws AppError
 * `not-found`, or `unreadable` for a folder or a glob that has none.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  if (paths.length === 0)
    throw new AppError('bad-request', 'No file was given. Give the path of a JSONL file.');
  const found = new Map<string, FoundFile>();
  for (const path of paths) {
    for (const shown of await expand(path)) {
      const file = await describe(shown);
      if (!found.has(file.path)) found.set(file.path, file);
    }
  }
  return [...found.values()];
}

async function expand(path: string): Promise<string[]> {
  const kind = await kindOf(path);
  if (kind === 'file') return [path];
  if (kind === 'folder') {
    const files = (await filesBelow(path)).filter((file) => traceFile.test(file));
    if (files.length > 0) return files.map((file) => join(path, file));
    throw new AppError(
      'unreadable',
      `The folder ${path} holds no trace files. Give one with files that end in .jsonl, .ndjson, .json, or these with .gz or .zst.`,
    );
  }
  if (kind === 'other') throw new AppError('unreadable', `${path} is neither a file nor a folder.`);
  const glob = isGlob(path) ? globPattern(path) : undefined;
  if (!glob) throw new AppError('not-found', `There is no file ${resolve(path)}. Check the path.`);
  const { folder, pattern } = glob;
  const matching =
    (await kindOf(folder)) === 'folder'
      ? (await filesBelow(folder)).filter((file) => pattern.test(slashed(file)))
      : [];
  if (matching.length > 0) return matching.map((file) => join(folder, file));
  throw new AppError(
    'not-found',
    `No file matches ${path}. Check the pattern and the folder ${resolve(folder)}.`,
  );
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw unreadable(path, error);
  }
}

/** Sorted by name, hidden ones left out, relative to the folder. */
async function filesBelow(folder: string, below = ''): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(folder, below), { withFileTypes: true });
  } catch (error) {
    throw unreadable(join(folder, below), error);
  }
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(below, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(folder, path)));
    else if (entry.isFile() || (await kindOf(join(/* turbopackIgnore: true */ folder, path))) === 'file')
      files.push(path);
  }
  return files;
}

async function describe(shown: string): Promise<FoundFile> {
  try {
    const path = await realpath(shown);
    const { size, mtimeMs } = await stat(path);
    return { path, shown, bytes: size, modifiedMs: mtimeMs };
  } catch (error) {
    throw unreadable(shown, error);
  }
}

function unreadable(path: string, cause: unknown): unknown {
  if (isCode(cause, 'EACCES', 'EPERM')) {
    return new AppError(
      'unreadable',
      `${path} may not be read by this user. Change its permissions, or copy it.`,
      {
        cause,
      },
    );
  }
  return cause;
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** What a dataset of these files is called: the first one's name, and how many more there are. */
export function nameOfFiles(names: readonly string[]): string {
  const [first = 'traces', ...others] = names.map((name) => basename(name));
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
