import { close, type Database } from '../database';

/** A run may sit between two queries as long as a model thinks; its database must still be there. */
const graceMs = 15 * 60_000;

/** Remembers the newest database of a dataset's folder; the one before is closed when nobody uses it any more. */
export function keepOpen(folder: string, database: Database): void {
  const { newest } = openFiles();
  const before = newest.get(folder);
  if (before === database) return;
  newest.set(folder, database);
  if (before) closeLater(before);
}

/** The dataset is gone: its database is closed when nobody uses it any more. */
export function closeWhenUnused(folder: string): void {
  const { newest } = openFiles();
  const before = newest.get(folder);
  newest.delete(folder);
  if (before) closeLater(before);
}

function closeLater(database: Database): void {
  const { newest, closing } = openFiles();
  if (closing.has(database)) return;
  closing.add(database);
  const timer = setInterval(() => {
    if (database.use.running > 0 || Date.now() - database.use.lastAt < graceMs) return;
    clearInterval(timer);
    closing.delete(database);
    // One that was opened while an import replaced it may have been taken for the newest once more.
    if (![...newest.values()].includes(database)) close(database);
  }, graceMs / 15);
  timer.unref();
}

interface OpenFiles {
  /** By folder. */
  newest: Map<string, Database>;
  closing: Set<Database>;
}

/** Next bundles modules more than once; what is open must be one list all the same. */
function openFiles(): OpenFiles {
  const shared: typeof globalThis & { haloOpenFiles?: OpenFiles } = globalThis;
  shared.haloOpenFiles ??= { newest: new Map(), closing: new Set() };
  return shared.haloOpenFiles;
}
