import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { AppError } from '../../lib/app-error';
import { errorMessage } from '../../lib/error-message';
import { recordPatterns } from '../detectors/record-patterns';
import { importFiles } from '../ingest/import-files';
import { lineOf, type WorkerEvent, workerRequestSchema } from '../ingest/worker-protocol';
import schemaSql from '../schema.sql';

/** The process of one import: a request on stdin, events on stdout. It ends with whoever started it. */
async function main(): Promise<void> {
  // The dashboard's own requests come first.
  setPriority(10);
  const lines = createInterface({ input: process.stdin });
  // An ordinary exit would wait for the statement that waits for this thread.
  lines.on('close', () => process.kill(process.pid, 'SIGKILL'));
  const [line] = await new Promise<string[]>((resolve) => lines.once('line', (text) => resolve([text])));
  const request = workerRequestSchema.parse(JSON.parse(line ?? ''));
  try {
    const report = await importFiles({
      ...request,
      schemaSql,
      recordPatterns,
      signal: new AbortController().signal,
      onProgress: tell,
    });
    await tell({ type: 'imported', report });
  } catch (error) {
    if (!(error instanceof AppError)) console.error(error);
    await tell({ type: 'failed', code: codeOf(error), message: messageOf(error) });
  }
  process.exit(0);
}

/** Resolves once it is written: the process must not end before. */
function tell(event: WorkerEvent): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(lineOf(event), () => resolve());
  });
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'internal';
}

function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const message = errorMessage(error);
  if (/No space left on device|ENOSPC/.test(message)) {
    return 'The disk is full. Make room, or set HALO_HOME to a folder on another disk, and start the import again.';
  }
  return `The import failed: ${message}`;
}

void main();
