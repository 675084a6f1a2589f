import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { ImportEvent, ImportReport } from '../../lib/contracts/import-report';
import { close, type Database, execute, insertBatches, openForImport } from '../database';
import type { Batch } from '../row-batch';
import { type FileLines, fileLines } from './file-lines';
import { type ImportTally, importTally } from './import-tally';
import { type Linked, linkSpans } from './link';
import { insertRejections, insertSourceFiles } from './record-sources';
import { incomingColumns, insertSpans, spanBatch } from './span-batch';
import { lineLimit, type RejectedLine, spanSource } from './span-source';

export type ImportProgress = Extract<ImportEvent, { type: 'progress' }>;
export type FilesReport = Omit<ImportReport, 'datasetId' | 'reused'>;

export interface ImportRequest {
  /** Each once; `name` is what reports call it. */
  files: readonly { path: string; name: string }[];
  /** Made anew, must not exist. Complete when the import resolves, of no use when it rejects. */
  databaseFile: string;
  schemaSql: string;
  /** Runs the detectors and stores what they find. */
  recordPatterns: (database: Database, options: { signal: AbortSignal }) => Promise<void>;
  signal: AbortSignal;
  onProgress: (progress: ImportProgress) => void;
}

/** Rejections that a report shows; the database keeps them all. */
const shownRejections = 1000;
/** Batches that wait for DuckDB. */
const batchesAhead = 3;
const progressEveryMs = 100;

/**
 * The rows come from JavaScript's one thread: a second thread of DuckDB would have nothing to do but to spin until they are
 * there. And their lines fill as much memory again as DuckDB keeps.
 */
const whileReading = "SET threads = 1; SET memory_limit = '512MB'";
const afterReading = `SET threads = ${availableParallelism()}; SET memory_limit = '1GB'`;

/**
 * Reads files into a new database: in bulk first, then everything that takes a whole trace, in SQL. One bad line costs one
 * line. Throws AppError `unreadable` for a file that is no text, `cancelled` when the signal says so.
 */
export async function importFiles(request: ImportRequest): Promise<FilesReport> {
  const started = performance.now();
  const sizes = await Promise.all(request.files.map(async ({ path }) => (await stat(path)).size));
  const tally = importTally();
  const lines = fileLines({
    paths: request.files.map(({ path }) => path),
    lineLimit,
    signal: request.signal,
  });
  const tell = (phase: ImportProgress['phase']) =>
    request.onProgress({
      type: 'progress',
      phase,
      bytesRead: lines.bytesRead(),
      bytesTotal: sizes.reduce((sum, bytes) => sum + bytes, 0),
      spans: tally.seen,
      rejected: tally.rejected,
      ms: Math.round(performance.now() - started),
    });
  const database = await openForImport(request.databaseFile);
  try {
    await execute(database, request.schemaSql);
    await execute(database, whileReading);
    const rejections = await readSpans({ database, lines, tally, signal: request.signal, tell });
    await execute(database, afterReading);
    const files = request.files.map(({ path, name }, at) => ({
      path,
      name,
      bytes: sizes[at] ?? 0,
      lines: lines.lines()[at] ?? 0,
    }));
    await insertSourceFiles(database, files);
    tell('linking');
    const linked = await linkSpans(database, request.signal);
    tell('analysing');
    await request.recordPatterns(database, { signal: request.signal });
    tell('saving');
    await execute(database, 'CHECKPOINT dataset', { signal: request.signal });
    const nameOf = (fileIx: number) => request.files[fileIx]?.name ?? '';
    return {
      files: files.map(({ name, bytes, lines: count }) => ({ file: name, bytes, lines: count })),
      lines: files.reduce((sum, file) => sum + file.lines, 0),
      spans: tally.seen - linked.duplicates,
      traces: linked.traces,
      duplicates: linked.duplicates,
      rejected: tally.rejected,
      blank: tally.blank,
      rejections: rejections.map(({ fileIx, ...rejection }) => ({ file: nameOf(fileIx), ...rejection })),
      warnings: [...tally.warnings(nameOf), ...conflictWarning(linked)],
      ms: Math.round(performance.now() - started),
    };
  } finally {
    lines.close();
    close(database);
  }
}

interface Reading {
  database: Database;
  lines: FileLines;
  tally: ImportTally;
  signal: AbortSignal;
  tell: (phase: ImportProgress['phase']) => void;
}

/** Stores every span and every rejected line; answers the first rejections. */
async function readSpans({ database, lines, tally, signal, tell }: Reading): Promise<RejectedLine[]> {
  const rejected: RejectedLine[] = [];
  const shown: RejectedLine[] = [];
  const nextSpans = spanSource({ nextLine: lines.next, tally, rejected });
  let toldAt = 0;
  const nextBatch = (): Batch | undefined => {
    const now = performance.now();
    if (now - toldAt > progressEveryMs) {
      toldAt = now;
      tell('reading');
    }
    const spans = nextSpans();
    // A statement ends where rejections have to be stored; the next one goes on.
    return spans.length === 0 ? undefined : spanBatch(spans);
  };
  while (!lines.done()) {
    await lines.ready();
    const prepared = prepareAhead(nextBatch);
    try {
      await insertBatches(database, {
        insert: insertSpans,
        columns: incomingColumns,
        next: prepared.next,
        signal,
      });
    } finally {
      prepared.stop();
    }
    shown.push(...rejected.slice(0, shownRejections - shown.length));
    await insertRejections(database, rejected.splice(0));
  }
  return shown;
}

/** Makes the next batches while DuckDB stores the last ones: both have a core of their own. */
function prepareAhead(make: () => Batch | undefined): { next: () => Batch | undefined; stop: () => void } {
  const waiting: Batch[] = [];
  let ended = false;
  let failure: { error: unknown } | undefined;
  let planned: NodeJS.Immediate | undefined;

  function prepare(): void {
    planned = undefined;
    try {
      const batch = make();
      if (batch === undefined) return;
      waiting.push(batch);
      plan();
    } catch (error) {
      // Nobody listens here: it is told to who asks for the batch.
      failure = { error };
    }
  }
  function plan(): void {
    if (planned === undefined && !ended && waiting.length < batchesAhead) planned = setImmediate(prepare);
  }
  function take(): Batch | undefined {
    const batch = waiting.shift();
    if (batch === undefined && failure) throw failure.error;
    return batch ?? make();
  }
  plan();

  return {
    next() {
      const batch = take();
      if (batch === undefined) ended = true;
      else plan();
      return batch;
    },
    stop() {
      ended = true;
      clearImmediate(planned);
    },
  };
}

function conflictWarning({ conflicts }: Linked): ImportReport['warnings'] {
  if (conflicts === 0) return [];
  const message = `${conflicts} spans share trace_id and span_id with another span that says something else; all are kept and marked.`;
  return [{ code: 'conflict', message, count: conflicts }];
}
