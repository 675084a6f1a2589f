// `npm run bench`: builds the program and the benchmark, and runs it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildLockFile, ensureBuilt } from '../cli/build.mjs';
import { withBuildLock } from '../cli/build-lock.mjs';
import { ensureInstalled } from '../cli/ensure-installed.mjs';

const root = resolve(import.meta.dirname, '../..');

await withBuildLock(buildLockFile(root), async () => {
  await ensureInstalled({ root, dev: true });
  await ensureBuilt({ root, pages: true });
});

const { build } = await import('esbuild');
const outfile = join(root, 'dist/bench.mjs');
await build({
  entryPoints: [join(root, 'server/bench/main.ts')],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  loader: { '.sql': 'text' },
  outfile,
  logLevel: 'error',
});
const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    // Queries of DuckDB run on libuv's pool, which the program itself makes as large.
    UV_THREADPOOL_SIZE: '16',
    HALO_ROOT: root,
    HALO_BENCH_GENERATOR: generatorHash(),
  },
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});

/** Other code makes other data: files of an earlier generator are made anew. */
function generatorHash() {
  const hash = createHash('sha256');
  const folder = join(root, 'server/sample');
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.ts') && !file.endsWith('.test.ts')) hash.update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
