import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** For tests, which have no build: bundles the worker as it is now. Answers what removes it again. */
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
