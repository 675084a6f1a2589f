import timers from 'node:timers/promises';
import { AppError } from '../../lib/app-error';
import type { Database } from '../database';
import { readTracePage } from '../store/traces';
import { atMost, type Figure } from './figure';
import { median } from './statistics';

/** A pattern that no earlier search knows, through every payload of the dataset; and how soon it stops. */
export async function* measureScan(
  database: Database,
  { shape, repeats }: { shape: string; repeats: number },
): AsyncGenerator<Figure> {
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    await search(database, `(?i)carrier did not answer within \\d+ ms|nowhere ${repeat}`);
    times.push(performance.now() - started);
  }
  yield {
    what: `a pattern through the whole file, ${shape}`,
    value: median(times) / 1000,
    unit: 's',
    budget: atMost(5),
    note: `median of ${repeats}, first ${((times[0] ?? 0) / 1000).toFixed(1)} s, longest ${(Math.max(...times) / 1000).toFixed(1)} s`,
  };

  const stops: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const abort = new AbortController();
    const searching = search(database, `(?i)never ${repeat}, nobody`, abort.signal).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'cancelled') return;
        throw error;
      },
    );
    await timers.setTimeout(150);
    const started = performance.now();
    abort.abort();
    await searching;
    // The scan itself must have ended, not the wait for it alone: a small query has the machine to itself again.
    await readTracePage({ database, filters: {}, sort: 'start', order: 'desc', offset: 0, limit: 1 });
    stops.push(performance.now() - started);
  }
  yield {
    what: `the same, cancelled (${shape})`,
    value: Math.max(...stops) / 1000,
    unit: 's',
    budget: atMost(0.5),
    note: `longest of ${repeats}, a small query afterwards included`,
  };
}

function search(database: Database, pattern: string, signal?: AbortSignal) {
  return readTracePage({
    database,
    filters: { regex_pattern: pattern },
    sort: 'start',
    order: 'desc',
    offset: 0,
    limit: 50,
    signal,
  });
}
