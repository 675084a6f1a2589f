import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { AppError } from '../../lib/app-error';
import { lineOf, type WorkerEvent, type WorkerRequest, workerEventSchema } from './worker-protocol';

export interface WorkerRun {
  /** The bundled `server/cli/import-worker.ts`. */
  worker: string;
  request: WorkerRequest;
  signal: AbortSignal;
}

/** Batches of spans outlive a small nursery, and then each of them is copied twice. */
const nodeOptions = ['--max-semi-space-size=32'];
const keptOfStderr = 2_000;

/**
 * Runs an import in a process of its own and yields what it tells. Throws AppError `cancelled` when the signal kills it, and
 * `internal` when it dies without a word.
 */
export async function* runWorker({ worker, request, signal }: WorkerRun): AsyncGenerator<WorkerEvent> {
  if (!existsSync(worker)) {
    throw new AppError('internal', `The program is not built: there is no ${worker}. Run "npm run build".`);
  }
  const child = spawn(process.execPath, [...nodeOptions, worker], { stdio: ['pipe', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, by) => resolve(by === null ? `exit code ${code}` : `signal ${by}`));
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptOfStderr);
  });
  // A child that died before it read is told of by `close`.
  child.stdin.on('error', () => undefined);
  child.stdin.write(lineOf(request));
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill, { once: true });
  let last: WorkerEvent | undefined;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      last = workerEventSchema.parse(JSON.parse(line));
      yield last;
    }
    const how = await ended;
    if (signal.aborted) throw new AppError('cancelled', 'The import was cancelled.');
    if (last === undefined || last.type === 'progress') throw died(how, errors);
  } finally {
    signal.removeEventListener('abort', kill);
    kill();
    // The half-made database may be removed once nobody writes to it.
    await ended;
  }
}

function died(how: string, errors: string): AppError {
  const said = errors.trim() === '' ? '' : ` It said: ${errors.trim()}`;
  const hint = how === 'signal SIGKILL' ? ' The system may have been out of memory.' : '';
  return new AppError(
    'internal',
    `The import's process ended early (${how}).${hint}${said} Start the import again.`,
  );
}
