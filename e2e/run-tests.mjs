#!/usr/bin/env node
// `npm test`: sets itself up, then runs lint, types, unit tests, the build and the browser tests. The last line is
// `N passed, N failed`: the tests that passed, and the tests and checks that did not.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'e2e', 'results');
const total = { passed: 0, failed: 0 };

process.chdir(root);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

if (!check('packages', 'server/cli/ensure-installed.mjs')) finish();
check('lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.');
check('types', 'node_modules/typescript/bin/tsc', '--noEmit');
unitTests();
if (check('build', 'server/cli/build.mjs')) await browserTests();
finish();

function unitTests() {
  const file = join(results, 'unit.json');
  const ok = step('unit tests', [
    ...['node_modules/vitest/vitest.mjs', 'run', '--dir', '.', 'lib', 'server', 'components'],
    // A machine that is busy is no failure.
    ...['--testTimeout', '60000', '--hookTimeout', '60000'],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]);
  const report = readReport(file);
  add(ok, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 });
}

async function browserTests() {
  const file = join(results, 'browser.json');
  let browser;
  try {
    const { findBrowser } = await import('./find-browser.mjs');
    browser = await findBrowser();
  } catch (error) {
    process.stdout.write(`\n${error.message}\n`);
    return add(false, { passed: 0, failed: 0 });
  }
  const ok = step(
    `browser tests (${browser})`,
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    { HALO_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  const stats = readReport(file)?.stats;
  add(ok, { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) });
}

/** A step that is no test: it counts where it fails. */
function check(name, ...command) {
  const ok = step(name, command);
  if (!ok) total.failed += 1;
  return ok;
}

function step(name, [script, ...args], environment = {}) {
  process.stdout.write(`\n── ${name}\n`);
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...withoutSettings(), ...environment },
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? 'ok' : 'failed'} in ${seconds} s\n`);
  return status === 0;
}

/** The tests know their own keys and homes alone, whatever the shell has set. */
function withoutSettings() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HALO|OPENAI)_/.test(name)));
}

/** A runner that failed without naming a test (it crashed, or a file does not load) counts as one failure. */
function add(ok, { passed, failed }) {
  total.passed += passed;
  total.failed += !ok && failed === 0 ? 1 : failed;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function finish() {
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed === 0 ? 0 : 1);
}
