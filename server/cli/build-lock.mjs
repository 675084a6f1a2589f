import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import timers from 'node:timers/promises';

const beatMs = 2_000;
const staleMs = 20_000;

/**
 * Runs `work` while no other process holds the lock, so that two launches at once install and build one after the
 * other. A lock whose process is gone, or that nobody touched for twenty seconds, is taken over.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBuildLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const abandoned = readAbandoned(file);
    if (abandoned !== undefined && removeAbandoned(file, abandoned)) continue;
    if (!told) process.stderr.write('Waiting for another build of this folder to finish…\n');
    told = true;
    await timers.setTimeout(250);
  }
  const heart = setInterval(() => touch(file), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    rmSync(file, { force: true });
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken over while this machine slept; the other one goes on.
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** What stands in a lock that nobody holds any more; undefined while somebody does. */
function readAbandoned(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const pid = Number(text);
    const age = Date.now() - statSync(file).mtimeMs;
    return age > staleMs || (pid > 0 && !isAlive(pid)) ? text : undefined;
  } catch {
    // Released in between.
    return undefined;
  }
}

/** Of several that find it abandoned one moves it away; one that is late has moved the lock made since, and puts it back. */
function removeAbandoned(file, abandoned) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const isLate = readFileSync(aside, 'utf8') !== abandoned;
    if (isLate) linkSync(aside, file);
    rmSync(aside, { force: true });
    return !isLate;
  } catch {
    // Another one was faster.
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
