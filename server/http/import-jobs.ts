import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/app-error';
import type { ImportJob } from '../../lib/contracts/import-job';
import type { ImportEvent } from '../../lib/contracts/import-report';

export interface ImportStart {
  /** Names of the files, as the person who chose them knows them. */
  names: string[];
  /** Does the import; the signal aborts when it is cancelled. */
  run: (signal: AbortSignal) => AsyncIterable<ImportEvent>;
  /** Called once, however it ended. */
  cleanUp?: () => Promise<void>;
}

/** Imports that ended are kept this long in number, so that a page which reconnects learns how it went. */
const endedKept = 20;

/** Starts an import; it goes on when the browser leaves. */
export function startImport({ names, run, cleanUp }: ImportStart): ImportJob {
  const job: Job = {
    importId: randomUUID(),
    names,
    controller: new AbortController(),
    latest: undefined,
    version: 0,
    isRunning: true,
    waiting: new Set(),
    ended: Promise.resolve(),
  };
  forgetOldest();
  registry().set(job.importId, job);
  job.ended = carryOut(job, run).finally(() => cleanUp?.().catch((error: unknown) => console.error(error)));
  return summary(job);
}

/** Imports of this server, the running ones and the last that ended, oldest first. */
export function listImports(): ImportJob[] {
  return [...registry().values()].map(summary);
}

/**
 * What an import tells from now on, the latest first; of progress that comes faster than it is read only the newest.
 * Ends with the import's own last event. Throws AppError `not-found`.
 */
export async function* followImport(importId: string, signal: AbortSignal): AsyncGenerator<ImportEvent> {
  const job = find(importId);
  let seen = 0;
  while (!signal.aborted) {
    if (job.latest !== undefined && job.version > seen) {
      seen = job.version;
      yield job.latest;
    } else if (!job.isRunning) {
      return;
    } else {
      await news(job, signal);
    }
  }
}

/** Asks an import to stop; it says so itself when it has. Throws AppError `not-found`. */
export function cancelImport(importId: string): void {
  find(importId).controller.abort(new AppError('cancelled', 'The import was cancelled.'));
}

/** Cancels every import that runs; resolves when all have stopped and cleaned up. */
export async function endImports(): Promise<void> {
  const running = [...registry().values()].filter((job) => job.isRunning);
  for (const job of running) cancelImport(job.importId);
  await Promise.all(running.map((job) => job.ended));
}

interface Job {
  importId: string;
  names: string[];
  controller: AbortController;
  latest: ImportEvent | undefined;
  /** Counts the events. */
  version: number;
  isRunning: boolean;
  waiting: Set<() => void>;
  /** Settles when it has stopped and cleaned up. */
  ended: Promise<void>;
}

async function carryOut(job: Job, run: ImportStart['run']): Promise<void> {
  try {
    for await (const event of run(job.controller.signal)) tell(job, event);
    if (job.latest === undefined || job.latest.type === 'progress') {
      tell(job, { type: 'failed', code: 'internal', message: 'The import stopped without saying why.' });
    }
  } catch (error) {
    tell(job, failure(error, job.controller.signal));
  } finally {
    job.isRunning = false;
    wake(job);
  }
}

function failure(error: unknown, signal: AbortSignal): ImportEvent {
  if (signal.aborted) return { type: 'cancelled' };
  if (error instanceof AppError) return { type: 'failed', code: error.code, message: error.message };
  console.error(error);
  return {
    type: 'failed',
    code: 'internal',
    message: 'The import failed by a fault of the dashboard. The terminal that runs halo-loop says more.',
  };
}

function tell(job: Job, event: ImportEvent): void {
  job.latest = event;
  job.version += 1;
  wake(job);
}

function wake(job: Job): void {
  for (const resolve of job.waiting) resolve();
  job.waiting.clear();
}

function news(job: Job, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done);
      job.waiting.delete(done);
      resolve();
    };
    job.waiting.add(done);
    signal.addEventListener('abort', done);
  });
}

function find(importId: string): Job {
  const job = registry().get(importId);
  if (job) return job;
  throw new AppError(
    'not-found',
    'This import is not known; the dashboard was restarted since. See the list.',
  );
}

function forgetOldest(): void {
  const ended = [...registry().values()].filter((job) => !job.isRunning);
  for (const job of ended.slice(0, Math.max(0, ended.length - endedKept))) registry().delete(job.importId);
}

function summary({ importId, names, isRunning }: Job): ImportJob {
  return { importId, names, isRunning };
}

/** Next bundles modules more than once; the running imports must be one list all the same. */
function registry(): Map<string, Job> {
  const shared: typeof globalThis & { haloImports?: Map<string, Job> } = globalThis;
  shared.haloImports ??= new Map();
  return shared.haloImports;
}
