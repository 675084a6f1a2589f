import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** JavaScript's own memory in the process; DuckDB's and WebAssembly's come on top. */
const nodeOptions = ['--max-old-space-size=384'];
/** One that nobody needs for so long ends: it holds about 70 MB. */
const idleMs = 60_000;

interface Standby {
  child: ChildProcessWithoutNullStreams;
  worker: string;
  timer: NodeJS.Timeout;
}

/**
 * A process that waits for its one request. Starting one takes longer than most calls, so the next one is started now; no process
 * ever sees two calls.
 */
export function takeProcess(worker: string): ChildProcessWithoutNullStreams {
  const ready = takeStandby(worker);
  const child = ready ?? start(worker);
  child.ref();
  child.once('close', () => prepare(worker));
  return child;
}

function takeStandby(worker: string): ChildProcessWithoutNullStreams | undefined {
  const { standby } = shared();
  if (standby === undefined) return undefined;
  end(standby);
  if (standby.worker === worker && standby.child.exitCode === null && standby.child.signalCode === null) {
    return standby.child;
  }
  standby.child.kill('SIGKILL');
  return undefined;
}

function prepare(worker: string): void {
  if (shared().standby !== undefined) return;
  const child = start(worker);
  // Whoever is about to end does not wait for it: it ends with its stdin.
  child.unref();
  const timer = setTimeout(() => {
    shared().standby = undefined;
    child.kill('SIGKILL');
  }, idleMs).unref();
  shared().standby = { child, worker, timer };
}

function end({ timer }: Standby): void {
  clearTimeout(timer);
  shared().standby = undefined;
}

function start(worker: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...nodeOptions, worker], {
    // Nothing of ours.
    env: { NODE_ENV: 'production' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Next bundles modules more than once; they share one process that waits. */
function shared(): { standby: Standby | undefined } {
  const kept: typeof globalThis & { haloSandbox?: { standby: Standby | undefined } } = globalThis;
  kept.haloSandbox ??= { standby: undefined };
  return kept.haloSandbox;
}
