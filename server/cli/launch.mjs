#!/usr/bin/env node
// What `npm start` and `halo-loop` run in a clone: installs and builds what is missing, then hands over to the program.
// Plain JavaScript on Node's own modules alone, because nothing is installed when it runs for the first time.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', 'halo-loop.cjs');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `halo-loop needs Node.js 20.19 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a current one from https://nodejs.org and start again.\n',
  );
  process.exit(1);
}

try {
  await prepare();
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function prepare() {
  // A published package comes without the lock file, and built.
  if (!existsSync(join(root, 'package-lock.json'))) {
    const { linkExternals } = await import('./link-externals.mjs');
    return linkExternals(root);
  }
  const { withBuildLock } = await import('./build-lock.mjs');
  const { ensureInstalled } = await import('./ensure-installed.mjs');
  const { buildLockFile, ensureBuilt } = await import('./build.mjs');
  await withBuildLock(buildLockFile(root), async () => {
    await ensureInstalled({ root, dev: false });
    await ensureBuilt({ root, pages: needsPages(process.argv.slice(2)) });
  });
}

/** Only the dashboard shows pages, and in development mode Next builds them as they are asked for. */
function needsPages(args) {
  if (['tool', 'import', 'sample', 'mcp', 'help'].includes(args[0])) return false;
  return !args.some((arg) => /^(--prompt(=.*)?|--resume(=.*)?|--help|-h|--version|--dev)$/s.test(arg));
}

function run() {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
      stdio: 'inherit',
      cwd: userFolder(),
      env: { ...process.env, HALO_ROOT: root },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    if (process.env.npm_lifecycle_event) endWithParent(child);
    child.on('error', reject);
    child.on('close', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** npm that is told to end passes that on to its shell alone, which would leave the program running. */
function endWithParent(child) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
}

/** npm changes to the package's folder; paths are meant from where the user stands. */
function userFolder() {
  const here = process.cwd();
  return resolve(here) === resolve(root) ? (process.env.INIT_CWD ?? here) : here;
}
