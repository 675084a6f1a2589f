import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import timers from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../lib/app-error';

export interface ImportLock {
  release(): Promise<void>;
}

export interface LockRequest {
  file: string;
  signal: AbortSignal;
  /** Another import holds it: called once, with its process. */
  onWaiting: (holder: number) => void;
}

const holderSchema = z.object({ pid: z.number().int() });

/** The holder touches the file this often; one that has not for `deadAfterMs` is dead, whoever has its process id now. */
const touchEveryMs = 2_000;
const deadAfterMs = 30_000;
const retryEveryMs = 200;
const patienceMs = 30 * 60_000;

/**
 * Takes the lock of one dataset's imports, or waits for whoever has it. A lock left by a killed process is taken over. Throws
 * AppError `cancelled`, and `locked` after half an hour.
 */
export async function lockImport({ file, signal, onWaiting }: LockRequest): Promise<ImportLock> {
  const started = Date.now();
  let told = false;
  for (;;) {
    if (signal.aborted)
      throw new AppError('cancelled', 'The import was cancelled while it waited for another one.');
    const lock = await take(file);
    if (lock) return lock;
    const holder = await holderOf(file);
    if (holder === undefined) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) onWaiting(holder);
    told = true;
    if (Date.now() - started > patienceMs) {
      throw new AppError(
        'locked',
        `Process ${holder} has been importing the same files for long. End it, then try again.`,
      );
    }
    await timers.setTimeout(retryEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function take(path: string): Promise<ImportLock | undefined> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid }));
    await file.close();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, touchEveryMs);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      await rm(path, { force: true });
    },
  };
}

/** The process that holds the lock; undefined where it is dead or let go meanwhile. */
async function holderOf(file: string): Promise<number | undefined> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > deadAfterMs) return undefined;
    const holder = holderSchema.safeParse(parse(await readFile(file, 'utf8')));
    // Between its making and its writing the file is empty.
    if (!holder.success) return 0;
    return isAlive(holder.data.pid) ? holder.data.pid : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
