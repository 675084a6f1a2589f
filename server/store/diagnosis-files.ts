import { createReadStream } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import { type DiagnosisEvent, diagnosisEventSchema } from '../../lib/contracts/diagnosis-event';

const validId = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Bytes of a log. Throws AppError `not-found`. */
export async function logSize(file: string, id: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw noSuchDiagnosis(id, error);
  }
}

/** Holds the id of the process that runs the diagnosis, while it runs. */
export function ownerFile(home: string, id: string): string {
  return `${logFile(home, id).slice(0, -'.jsonl'.length)}.pid`;
}

/** `HALO_HOME/diagnoses/<id>.jsonl`. Throws AppError `not-found` for what cannot be an id. */
export function logFile(home: string, id: string): string {
  if (!validId.test(id)) {
    throw noSuchDiagnosis(id);
  }
  return join(home, 'diagnoses', `${id}.jsonl`);
}

function noSuchDiagnosis(id: string, cause?: unknown): AppError {
  const message = `There is no diagnosis ${id}. It may have been removed; the dashboard lists those that there are.`;
  return new AppError('not-found', message, { cause });
}

/** Ids of all logs. */
export async function diagnosisIds(home: string): Promise<string[]> {
  const names = await readdir(join(home, 'diagnoses')).catch(() => []);
  const ids = names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length));
  return ids.filter((id) => validId.test(id));
}

/** Nobody runs it any more. */
export async function disown(home: string, id: string): Promise<void> {
  await rm(ownerFile(home, id), { force: true });
}

/** No run is silent this long, however long its model thinks or asks to be left alone. */
const deadAfterMs = 15 * 60_000;

/** A run of the command line shows in the dashboard while it goes on; the process id of a dead one may be another's now. */
export async function runsElsewhere(home: string, id: string): Promise<boolean> {
  const { mtimeMs } = await stat(logFile(home, id)).catch(() => ({ mtimeMs: 0 }));
  if (Date.now() - mtimeMs > deadAfterMs) return false;
  const pid = Number(await readFile(ownerFile(home, id), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Undefined for a line that was torn or damaged. */
export function parseEvent(line: string): DiagnosisEvent | undefined {
  try {
    return diagnosisEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Split at line feeds alone: `readline` also splits at U+2028, which JSON leaves as it is. */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
