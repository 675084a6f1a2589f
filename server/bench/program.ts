import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { watchMemory } from './process-memory';

/** How the product is run: always as a process of its own, as users run it. */
export interface Program {
  /** The folder of package.json. */
  root: string;
  /** HALO_HOME. */
  home: string;
}

export interface Finished {
  stdout: string;
  ms: number;
  peakBytes: number;
}

/** Runs `halo-loop …` to its end. Throws where the exit code is not 0. */
export async function runProgram(program: Program, args: readonly string[]): Promise<Finished> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(program.root, 'dist/halo-loop.cjs'), ...args], {
    env: environment(program),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const memory = watchMemory(pidOf(child));
  const output = collect(child);
  const [code] = await once(child, 'close');
  const ms = performance.now() - started;
  const peakBytes = memory.stop();
  if (code !== 0) {
    throw new Error(`halo-loop ${args.join(' ')} ended with ${code}:\n${output.stderr.slice(-2000)}`);
  }
  return { stdout: output.stdout, ms, peakBytes };
}

/** The environment of a run: no key, so that the built-in analyst answers. */
export function environment({ home, root }: Program): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _, OPENAI_BASE_URL: __, ...rest } = process.env;
  return { ...rest, HALO_HOME: home, HALO_ROOT: root, HALO_PROVIDER: 'builtin' };
}

export function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('The program could not be started.');
  return child.pid;
}

/** Output as it comes in; kept growing. */
export function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return output;
}
