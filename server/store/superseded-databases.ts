import { close, type Database } from '../database';

/** A run may sit between two queries as long as a model thinks; its database must still be there. */
const graceMs = 15 * 60_000;

/** Remembers the newest database of a dataset's folder; the one before is closed when nobody uses it any more. */
export function keepOpen(folder: string, database: Database): void {
  const before = newest().get(folder);
  if (before === database) return;
  newest().set(folder, database);
  if (before) closeLater(before);
}

/** The dataset is gone: its database is closed when nobody uses it any more. */
export function closeWhenUnused(folder: string): void {
  const before = newest().get(folder);
  newest().delete(folder);
  if (before) closeLater(before);
}

function closeLater(database: Database): void {
  const timer = setInterval(() => {
    if (database.use.running > 0 || Date.now() - database.use.lastAt < graceMs) return;
    clearInterval(timer);
    close(database);
  }, graceMs / 15);
  timer.unref();
}

/** By folder. Next bundles modules more than once; what is open must be one list all the same. */
function newest(): Map<string, Database> {
  const shared: typeof globalThis & { haloNewestDatabases?: Map<string, Database> } = globalThis;
  shared.haloNewestDatabases ??= new Map();
  return shared.haloNewestDatabases;
}
