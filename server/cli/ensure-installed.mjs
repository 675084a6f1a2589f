import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs `npm ci` where node_modules lacks something that package-lock.json asks for. Plain JavaScript on Node's own
 * modules: nothing is installed when this runs.
 *
 * @param {{ root: string, dev: boolean }} options `dev`: the packages that tests and lint need count too.
 */
export async function ensureInstalled({ root, dev }) {
  if (isInstalled({ root, dev })) return;
  process.stderr.write('Installing packages (npm ci)…\n');
  // Inside `npm run` the very npm that runs is used; `npm` alone is a .cmd file on Windows.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  const [command, commandArgs] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  const code = await runToStderr({ command, args: commandArgs, cwd: root, shell: !npm && isWindows });
  if (code !== 0) {
    throw new Error(
      `npm ci failed (exit code ${code}). Its message stands above; is the npm registry reachable?`,
    );
  }
}

const isWindows = process.platform === 'win32';

function isInstalled({ root, dev }) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  // Optional packages are those of other platforms; npm leaves them out.
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !dev) ||
      installed[path]?.version === entry.version,
  );
}

/**
 * Runs a command whose output is for the eye alone: stdout stays free for the answer. `quiet` shows it only where the
 * command fails. Resolves to the exit code.
 */
export function runToStderr({ command, args, cwd, env = process.env, shell = false, quiet = false }) {
  return new Promise((done, reject) => {
    const output = quiet ? 'pipe' : 2;
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', output, output] });
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0) process.stderr.write(Buffer.concat(said));
      done(code ?? signal);
    });
  });
}

// As a program of its own it brings what lint and tests need too.
if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await ensureInstalled({ root: fileURLToPath(new URL('../..', import.meta.url)), dev: true });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
