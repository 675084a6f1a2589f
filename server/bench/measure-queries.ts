import type { Database } from '../database';
import { readOverview } from '../store/overview';
import { searchTrace } from '../store/search-spans';
import { readSignatures } from '../store/signatures';
import { readSpanDetail } from '../store/spans';
import { readTrace } from '../store/trace';
import { readTracePage } from '../store/traces';
import { atMost, type Figure } from './figure';
import { narrowedFilters } from './narrowed-filters';
import { median, quantile } from './statistics';

export interface QueryMeasure {
  database: Database;
  longTraceId: string;
  repeats: number;
}

/** The store's own answers, as pages and tools ask for them, on a dataset that was read before. */
export async function* measureQueries({
  database,
  longTraceId,
  repeats,
}: QueryMeasure): AsyncGenerator<Figure> {
  yield await timed('overview with signatures', 250, repeats, (index) =>
    Promise.all([
      readOverview({ database, filters: narrowedFilters(index) }),
      readSignatures({ database, filters: narrowedFilters(index), limit: 20 }),
    ]),
  );
  yield await timed('a sorted, filtered page of the list', 100, repeats, (index) =>
    readTracePage({
      database,
      filters: narrowedFilters(index),
      sort: index % 2 === 0 ? 'duration' : 'tokens',
      order: 'desc',
      offset: index * 50,
      limit: 100,
    }),
  );
  const trace = await readTrace({ database, traceId: longTraceId });
  const { spans } = trace;
  yield await timed('spans of a 2,000-span trace, without payloads', 150, repeats, () =>
    readTrace({ database, traceId: longTraceId }),
  );
  yield await timed('the payload of one span', 50, repeats * 3, (index) => {
    const span = spans[(index * 37) % spans.length];
    return readSpanDetail({ database, traceId: longTraceId, ...(span ? { row: span.row } : {}) });
  });
  yield await timed('a pattern through a 2,000-span trace', 300, repeats, (index) =>
    searchTrace({ database, traceId: longTraceId, pattern: patterns(index), context: 100, limit: 50 }),
  );
}

/** Another pattern each time, so that nothing is answered from memory. */
function patterns(index: number): string {
  return `(?i)(delivery exception|order ${index})[^"]{0,40}`;
}

const warmUps = 6;

async function timed(
  what: string,
  limit: number,
  repeats: number,
  ask: (index: number) => Promise<unknown>,
): Promise<Figure> {
  for (let index = 0; index < warmUps; index++) await ask(index);
  const times: number[] = [];
  for (let index = 0; index < repeats; index++) {
    const started = performance.now();
    await ask(warmUps + index);
    times.push(performance.now() - started);
  }
  return {
    what,
    value: quantile(times, 0.95),
    unit: 'ms',
    budget: atMost(limit),
    note: `short, warm; p95 of ${repeats}, median ${median(times).toFixed(0)} ms`,
  };
}
