import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { recordPatterns } from '../detectors/record-patterns';
import { type Fixture, type FixtureSpan, openFixture } from '../store/fixture-database';
import type { SandboxAnswer, SandboxRequest } from './protocol';
import { runSandbox } from './run-sandbox';

/** For tests, which have no build: the worker as it is now, for as long as the tests of a file run. */
export function needSandboxWorker(): void {
  let remove: () => Promise<void>;
  beforeAll(async () => {
    remove = await bundleSandboxWorker();
  });
  afterAll(() => remove());
}

/** Bundles the worker as it is now. Answers what removes it again. */
export async function bundleSandboxWorker(): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // Below the project, so that the packages that stay outside of the bundle are found.
  const folder = await mkdtemp(join(root, 'node_modules', '.halo-sandbox-'));
  await build({
    entryPoints: {
      'sandbox-worker': join(root, 'server/sandbox/worker.ts'),
      'sandbox-code': join(root, 'server/sandbox/code-main.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@duckdb/*', '@jitl/*'],
    logLevel: 'silent',
  });
  process.env.HALO_SANDBOX_WORKER = join(folder, 'sandbox-worker.cjs');
  return async () => {
    delete process.env.HALO_SANDBOX_WORKER;
    await rm(folder, { recursive: true, force: true });
  };
}

/** For tests: the sandbox over a few spans; it needs the worker. */
export interface OpenSandbox {
  ask(request: Wanted, signal?: AbortSignal): Promise<SandboxAnswer>;
  remove(): Promise<void>;
}

type Wanted = Partial<SandboxRequest> & Pick<SandboxRequest, 'kind'>;

export async function openSandbox(): Promise<OpenSandbox> {
  const fixture = await openFixture(spans, { derive: recordPatterns });
  return {
    ask: (request, signal = never) =>
      runSandbox({ root: '/nowhere', request: whole(request, fixture), signal }),
    remove: fixture.remove,
  };
}

const never = new AbortController().signal;

function whole(request: Wanted, fixture: Fixture): SandboxRequest {
  const common = { database: fixture.database.file, scope: null };
  return request.kind === 'sql'
    ? { ...common, sql: '', limit: 100, bytes: 100_000, ...request }
    : { ...common, code: '', bytes: 64_000, heapBytes: 64 * 2 ** 20, timeMs: 10_000, ...request };
}

const spans: FixtureSpan[] = [
  {
    trace_id: 'a',
    span_id: 'a1',
    name: 'root',
    observation_kind: 'AGENT',
    start_ns: 1_700_000_000_000_000_001n,
    end_ns: 1_700_000_000_500_000_001n,
    raw: JSON.stringify({ attributes: { 'input.value': 'hello', 'output.value': '{"n":1}' } }),
  },
  {
    trace_id: 'a',
    span_id: 'a2',
    status: 'ERROR',
    error_class: 'origin',
    failure_mask: 'no <n>',
    raw: 'no JSON',
  },
  { trace_id: 'b', span_id: 'b1', end_ns: 1, input_hash: 9_007_199_254_740_994 },
];
