import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
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
    if (holder.state === 'dead') await removeDead(file, holder.touchedMs);
    if (holder.state !== 'alive') continue;
    if (!told) onWaiting(holder.pid);
    told = true;
    if (Date.now() - started > patienceMs) {
      throw new AppError(
        'locked',
        `Process ${holder.pid} has been importing the same files for long. End it, then try again.`,
      );
    }
    await timers.setTimeout(retryEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Takes the lock where nobody alive holds it, and does not wait. */
export async function tryLockImport(file: string): Promise<ImportLock | undefined> {
  const lock = await take(file);
  if (lock) return lock;
  const holder = await holderOf(file);
  if (holder.state !== 'dead') return undefined;
  await removeDead(file, holder.touchedMs);
  return take(file);
}

async function take(path: string): Promise<ImportLock | undefined> {
  try {
    // Whoever held it before may have taken the empty folder away too.
    await mkdir(dirname(path), { recursive: true });
    await writeNew(path, JSON.stringify({ pid: process.pid }));
  } catch (error) {
    if (isCode(error, 'EEXIST', 'ENOENT')) return undefined;
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

async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

type Holder = { state: 'alive'; pid: number } | { state: 'dead'; touchedMs: number } | { state: 'gone' };

async function holderOf(file: string): Promise<Holder> {
  try {
    const { mtimeMs: touchedMs } = await stat(file);
    if (Date.now() - touchedMs > deadAfterMs) return { state: 'dead', touchedMs };
    const holder = holderSchema.safeParse(parse(await readFile(file, 'utf8')));
    // Between its making and its writing the file is empty.
    if (!holder.success) return { state: 'alive', pid: 0 };
    const { pid } = holder.data;
    return isAlive(pid) ? { state: 'alive', pid } : { state: 'dead', touchedMs };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return { state: 'gone' };
    throw error;
  }
}

/** Of several that find it dead one moves it away; one that is late has moved the lock made since, and puts it back. */
async function removeDead(file: string, touchedMs: number): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  try {
    const { mtimeMs } = await stat(/* turbopackIgnore: true */ aside);
    if (mtimeMs !== touchedMs) await link(aside, file);
  } catch (error) {
    // Another lock was made since: it holds.
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
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
