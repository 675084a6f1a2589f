import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Answers the path of a Chromium that starts: the one that HALO_BROWSER names, an installed Chromium or Chrome, or
 * Playwright's own. Where there is none it downloads Playwright's, then, as root on Debian, installs apt's. Throws with
 * what to do where nothing helps.
 *
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test');
  const starts = async (path) => {
    try {
      await (await chromium.launch({ executablePath: path })).close();
      return true;
    } catch (error) {
      process.stderr.write(`${path} does not start: ${String(error.message).split('\n')[0]}\n`);
      return false;
    }
  };
  for (const path of installed()) if (await starts(path)) return path;
  const own = chromium.executablePath();
  if (existsSync(own) && (await starts(own))) return own;

  process.stderr.write("No Chromium or Chrome found; downloading Playwright's…\n");
  run(process.execPath, [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium']);
  if (existsSync(own) && (await starts(own))) return own;

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    process.stderr.write('Installing chromium with apt-get…\n');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    for (const path of installed()) if (await starts(path)) return path;
  }
  throw new Error(
    'The browser tests need Chromium or Chrome, and none was found, downloaded or installed.\n' +
      'Install one (Debian: apt-get install chromium; macOS: brew install --cask google-chrome), ' +
      'or set HALO_BROWSER to the path of one.',
  );
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env.HALO_BROWSER ? [process.env.HALO_BROWSER] : [];
  return [...named, ...onPath, ...places].filter((path) => existsSync(path));
}

function run(command, args) {
  spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
}
