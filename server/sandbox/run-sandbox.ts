import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import { type SandboxAnswer, type SandboxRequest, sandboxAnswerSchema } from './protocol';
import { takeProcess } from './standby';

export interface SandboxRun {
  /** The folder of package.json, below which the built worker lies. */
  root: string;
  request: SandboxRequest;
  signal: AbortSignal;
}

const keptOfStderr = 2000;

/**
 * One call in a process of its own, without environment, that is ended with the signal. Throws AppError `cancelled` when the signal
 * aborts, `unavailable` where the worker is not built, and `internal` when it dies without a word.
 */
export async function runSandbox({ root, request, signal }: SandboxRun): Promise<SandboxAnswer> {
  if (signal.aborted) throw cancelled(signal);
  const worker = workerFile(root);
  if (!existsSync(/* turbopackIgnore: true */ worker)) {
    throw new AppError(
      'unavailable',
      `The program is not built: there is no ${worker}. Run "npm run build".`,
    );
  }
  const child = takeProcess(worker);
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  const closed = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr = (output.stderr + text).slice(-keptOfStderr);
  });
  // A child that died before it read is told of by `close`.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(request));
  await closed;
  signal.removeEventListener('abort', kill);
  if (signal.aborted) throw cancelled(signal);
  return readAnswer(output);
}

function readAnswer({ stdout, stderr }: { stdout: string; stderr: string }): SandboxAnswer {
  if (stdout !== '') return sandboxAnswerSchema.parse(JSON.parse(stdout));
  if (/heap out of memory|heap limit/i.test(stderr)) return tooMuch;
  throw new AppError(
    'internal',
    `The sandbox ended without an answer. It said: ${stderr.trim() || 'nothing'}`,
  );
}

const tooMuch: SandboxAnswer = {
  kind: 'refused',
  error: 'It needed more memory than it may have.',
  instead: 'Work on fewer rows or shorter texts: aggregate, filter, or cut values first.',
};

function cancelled({ reason }: AbortSignal): AppError {
  return new AppError('cancelled', 'The sandbox was stopped.', { cause: reason });
}

/** Tests have no build: they bundle the worker themselves and name it here. */
function workerFile(root: string): string {
  return (
    process.env.HALO_SANDBOX_WORKER ?? join(/* turbopackIgnore: true */ root, 'dist', 'sandbox-worker.cjs')
  );
}
