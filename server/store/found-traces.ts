import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/app-error';
import { type Database, execute } from '../database';

/** A search for traces, or one that has been: its table holds the trace_ix of those that were found. */
interface Scan {
  table: string;
  done: Promise<void>;
  state: 'running' | 'done';
  /** Callers that wait for it; when the last one leaves, it is stopped. */
  waiting: number;
  stop: AbortController;
}

export interface FoundTraces {
  database: Database;
  /** Names what is searched for. */
  key: string;
  /** Makes the table, with a column `trace_ix`. */
  find: (table: string, signal: AbortSignal) => Promise<void>;
  signal?: AbortSignal | undefined;
}

/** More than anybody types into a page in the time that a query takes between naming a table and reading it. */
const keptScans = 64;

/**
 * Names a table of the `trace_ix` of what is searched for. It is searched once, however many ask, and kept for a while. Throws
 * AppError `cancelled`, and whatever `find` throws.
 */
export async function findTraces({ database, key, find, signal }: FoundTraces): Promise<string> {
  if (signal?.aborted) throw cancelled(signal);
  const scans = scansOf(database);
  const scan = scans.get(key) ?? start({ database, key, find });
  scans.delete(key);
  scans.set(key, scan);
  scan.waiting += 1;
  try {
    await untilAborted(scan.done, signal);
  } finally {
    scan.waiting -= 1;
    if (scan.waiting === 0 && scan.state === 'running') {
      if (scans.get(key) === scan) scans.delete(key);
      scan.stop.abort();
    }
  }
  return scan.table;
}

function start({ database, key, find }: Omit<FoundTraces, 'signal'>): Scan {
  const table = `memory.main.scan_${randomUUID().replaceAll('-', '')}`;
  const stop = new AbortController();
  const scans = scansOf(database);
  const done = find(table, stop.signal);
  const scan: Scan = { table, done, state: 'running', waiting: 0, stop };
  done.then(
    () => {
      scan.state = 'done';
      dropOldest(database);
    },
    () => {
      if (scans.get(key) === scan) scans.delete(key);
    },
  );
  return scan;
}

function dropOldest(database: Database): void {
  const scans = scansOf(database);
  for (const [key, scan] of scans) {
    if (scans.size <= keptScans) return;
    if (scan.state === 'running') continue;
    scans.delete(key);
    execute(database, `DROP TABLE IF EXISTS ${scan.table}`).catch(() => undefined);
  }
}

async function untilAborted(done: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return done;
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelled(signal));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    await Promise.race([done, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function cancelled(signal: AbortSignal): AppError {
  return new AppError('cancelled', 'The search was cancelled.', { cause: signal.reason });
}

/** Oldest use first. Next bundles modules more than once; the tables of a database must be known to all of them. */
function scansOf(database: Database): Map<string, Scan> {
  const shared: typeof globalThis & { haloScans?: WeakMap<Database['instance'], Map<string, Scan>> } =
    globalThis;
  shared.haloScans ??= new WeakMap();
  const known = shared.haloScans.get(database.instance) ?? new Map<string, Scan>();
  shared.haloScans.set(database.instance, known);
  return known;
}
