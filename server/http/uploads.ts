import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../lib/app-error';
import type { Upload } from '../../lib/contracts/import-job';

export interface UploadRequest {
  home: string;
  /** The file's name on the other side. */
  name: string;
  body: ReadableStream<Uint8Array>;
  signal: AbortSignal;
}

/** Writes an upload to disk as it arrives; nothing of it stays where it breaks off. */
export async function storeUpload({ home, name, body, signal }: UploadRequest): Promise<Upload> {
  const uploadId = randomUUID();
  const folder = uploadFolder(home, uploadId);
  await mkdir(folder, { recursive: true });
  const file = join(folder, fileName(name));
  try {
    await pipeline(chunks(body), createWriteStream(file, { flags: 'wx' }), { signal });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw translate(error, { name, signal });
  }
  const { size } = await stat(file);
  return { uploadId, name: fileName(name), bytes: size };
}

/** Where the file of an upload lies. Throws AppError `not-found`. */
export async function uploadedFile(home: string, uploadId: string): Promise<string> {
  const folder = uploadFolder(home, uploadId);
  const [name] = await readdir(folder).catch(() => []);
  if (name === undefined) {
    throw new AppError('not-found', 'The uploaded file is not there any more. Choose it again.');
  }
  return join(folder, name);
}

/** One that is gone already is no fault. */
export async function removeUpload(home: string, uploadId: string): Promise<void> {
  await rm(uploadFolder(home, uploadId), { recursive: true, force: true });
}

/** Forgets uploads that nobody imported within a day: their browser left, or the server was killed. */
export async function removeStaleUploads(home: string, nowMs: number): Promise<void> {
  const folder = join(home, 'uploads');
  for (const uploadId of await readdir(folder).catch(() => [])) {
    const age =
      nowMs -
      (await stat(join(folder, uploadId)).then(
        ({ mtimeMs }) => mtimeMs,
        () => nowMs,
      ));
    if (age > 24 * 3600 * 1000) await rm(join(folder, uploadId), { recursive: true, force: true });
  }
}

function uploadFolder(home: string, uploadId: string): string {
  if (!/^[\da-f-]{36}$/.test(uploadId)) throw new AppError('bad-request', `${uploadId} is no upload.`);
  return join(home, 'uploads', uploadId);
}

/** Bytes of a file's name; most file systems take 255. */
const longestName = 200;

/** The name alone, without a path, without what a file system refuses; of a long one its end, which names the form. */
function fileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away.
  const safe = base.replace(/[\u0000-\u001f<>:"|?*]/g, '_').replace(/^\.+/, '');
  if (safe === '') return 'traces.jsonl';
  return Buffer.from(safe)
    .subarray(-longestName)
    .toString()
    .replace(/^\uFFFD+/, '');
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function translate(error: unknown, { name, signal }: { name: string; signal: AbortSignal }): unknown {
  if (signal.aborted)
    return new AppError('cancelled', `The upload of ${name} was cancelled.`, { cause: error });
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return new AppError(
      'too-large',
      `The disk is full: ${name} was not taken. Free some space and try again.`,
      {
        cause: error,
      },
    );
  }
  return error;
}
