import { existsSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLockImport } from './import-lock';

/** The file whose lock an import holds while it writes into a dataset's folder. */
export function lockFile(folder: string): string {
  return join(folder, 'import.lock');
}

/** Databases with what they write beside themselves, manifests half written, and locks of the dead. */
const leftover = /^(?:spans-[0-9a-z]+\.duckdb|dataset\.json\..*\.tmp$|import\.lock\.)/;

/**
 * Removes the databases that no manifest names: of killed imports, and of the one before. A reader that has one open keeps it.
 * Only for who holds the folder's lock.
 */
export async function removeLeftovers(folder: string, keep: string | undefined): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!leftover.test(name) || (keep !== undefined && name.startsWith(keep))) continue;
    // Where a system does not let go of an open file, the next import removes it.
    await rm(join(folder, name), { force: true, recursive: true }).catch(() => undefined);
  }
}

/** Removes what first imports left that were killed: no manifest names it, so nobody would ever find it. */
export async function removeAbandoned(home: string): Promise<void> {
  const datasets = join(home, 'datasets');
  for (const id of await readdir(datasets).catch(() => [])) {
    const folder = join(datasets, id);
    if (existsSync(join(folder, 'dataset.json'))) continue;
    const lock = await tryLockImport(lockFile(folder)).catch(() => undefined);
    if (!lock) continue;
    if (!existsSync(join(folder, 'dataset.json'))) await removeLeftovers(folder, undefined);
    await lock.release();
    await rmdir(folder).catch(() => undefined);
  }
}
