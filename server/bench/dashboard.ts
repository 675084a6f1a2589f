import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import timers from 'node:timers/promises';
import { z } from 'zod';
import { collect, environment, type Program, pidOf } from './program';

/** A dashboard that runs as a process of its own, with a probe for how long its event loop is held. */
export interface RunningDashboard {
  pid: number;
  /** Such as `http://127.0.0.1:4269`, without the page. */
  origin: string;
  /** The page that it says it is open at. */
  address: string;
  /** Milliseconds from the start of the process to the end of the first page. */
  firstPageMs: number;
  /** Forgets the stalls so far. */
  resetStalls(): void;
  /** The longest stall since the last reset. */
  readStalls(): Promise<Stalls>;
  stop(): Promise<void>;
}

const stallsSchema = z.object({ longestMs: z.number(), over50: z.number().int() });
export type Stalls = z.infer<typeof stallsSchema>;

/** Starts `halo-loop [files] --no-open` on a free port and fetches the page that it names; `model` is the address of one. */
export async function startDashboard(
  program: Program,
  { files, port, model }: { files: readonly string[]; port: number; model?: string },
): Promise<RunningDashboard> {
  const stalls = await mkdtemp(join(tmpdir(), 'halo-stalls-'));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(program.root, 'server/bench/stall-probe.cjs'),
      join(program.root, 'dist/halo-loop.cjs'),
      ...files,
      '--no-open',
      '--port',
      String(port),
    ],
    {
      env: { ...environment(program), ...modelAt(model), HALO_BENCH_STALLS: stalls },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const pid = pidOf(child);
  const output = collect(child);
  const closed = once(child, 'close');

  let address: string | undefined;
  while (address === undefined) {
    if (child.exitCode !== null)
      throw new Error(`The dashboard did not start:\n${output.stderr.slice(-2000)}`);
    address = /http:\/\/\S+/.exec(output.stdout)?.[0];
    if (address === undefined) await timers.setTimeout(5);
  }
  const page = await fetch(address);
  await page.text();
  const firstPageMs = performance.now() - started;
  if (!page.ok) throw new Error(`The first page answered ${page.status}.`);

  return {
    pid,
    origin: new URL(address).origin,
    address,
    firstPageMs,
    resetStalls: () => process.kill(pid, 'SIGUSR2'),
    readStalls: async () => {
      await timers.setTimeout(1100);
      return stallsSchema.parse(JSON.parse(await readFile(join(stalls, `stall-${pid}.json`), 'utf8')));
    },
    stop: async () => {
      child.kill('SIGINT');
      await closed;
      await rm(stalls, { recursive: true, force: true });
    },
  };
}

function modelAt(address: string | undefined): Record<string, string> {
  return address === undefined ? {} : { HALO_PROVIDER: 'openai', OPENAI_BASE_URL: address };
}
