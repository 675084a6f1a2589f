#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBuildLock } from './build-lock.mjs';
import { ensureInstalled, runToStderr } from './ensure-installed.mjs';
import { recordExternals } from './link-externals.mjs';

/**
 * Brings `dist/` (the program) and `.next/` (the pages) up to date. A stamp beside each holds a hash of what it was
 * made from, so a build that is not needed takes milliseconds.
 *
 * @param {{ root: string, pages: boolean, quiet?: boolean }} options `pages: false` leaves the pages alone: the command
 *   line needs none. `quiet` shows what the build says only where it fails.
 */
export async function ensureBuilt({ root, pages, quiet = true }) {
  const dist = join(root, 'dist');
  const bundleStamp = {
    file: join(dist, 'bundles.stamp'),
    hash: () => hashOf({ root, entries: ['lib', 'server'], except: ['server/bench'] }),
  };
  const pageStamp = {
    file: join(dist, 'pages.stamp'),
    hash: () =>
      hashOf({
        root,
        entries: ['app', 'components', 'lib', 'server', ...pageConfig],
        except: ['server/bench', 'server/cli', 'server/sample'],
      }),
  };
  await stamped(bundleStamp, existsSync(join(dist, 'halo-loop.cjs')), () => buildBundles(root));
  if (pages)
    await stamped(pageStamp, existsSync(join(root, '.next', 'BUILD_ID')), () => buildPages(root, quiet));
}

/** The file that serialises installs and builds of one folder. */
export function buildLockFile(root) {
  return join(root, 'dist', 'build.lock');
}

const pageConfig = ['next.config.js', 'postcss.config.mjs', 'tsconfig.json'];

async function stamped(stamp, exists, build) {
  const hash = stamp.hash();
  if (exists && existsSync(stamp.file) && readFileSync(stamp.file, 'utf8') === hash) return;
  rmSync(stamp.file, { force: true });
  await build();
  writeFileSync(stamp.file, hash);
}

async function buildBundles(root) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  // Not at the top: esbuild may not be installed yet when this file is loaded.
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: {
      'halo-loop': join(root, 'server/cli/main.ts'),
      'import-worker': join(root, 'server/cli/import-worker.ts'),
      'sandbox-worker': join(root, 'server/sandbox/worker.ts'),
      'sandbox-code': join(root, 'server/sandbox/code-main.ts'),
    },
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    loader: { '.sql': 'text' },
    // Native modules and Next find their own files beside themselves.
    external: ['@duckdb/*', '@jitl/*', 'next', 'next/*'],
    banner: { js: '#!/usr/bin/env node' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  }).catch((error) => {
    throw new Error(`The program could not be built:\n${error.message}`, { cause: error });
  });
  for (const warning of result.warnings) process.stderr.write(`esbuild: ${warning.text}\n`);
}

async function buildPages(root, quiet) {
  process.stderr.write('Building the dashboard (about half a minute, only after a change)…\n');
  const code = await runToStderr({
    command: process.execPath,
    args: [join(root, 'node_modules/next/dist/bin/next'), 'build', root],
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    quiet,
  });
  if (code !== 0)
    throw new Error(`The dashboard could not be built (next build ended with ${code}); see above.`);
  recordExternals(root);
}

function hashOf({ root, entries, except }) {
  const hash = createHash('sha256');
  const skipped = except.map((folder) => join(root, folder) + sep);
  for (const entry of ['package-lock.json', 'server/cli/build.mjs', ...entries]) {
    for (const file of filesUnder(join(root, entry))) {
      if (skipped.some((folder) => file.startsWith(folder))) continue;
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    return [path];
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  try {
    await withBuildLock(buildLockFile(root), async () => {
      await ensureInstalled({ root, dev: false });
      await ensureBuilt({ root, pages: true, quiet: false });
    });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
