import timers from 'node:timers/promises';
import { tracePageSchema } from '../../lib/contracts/trace';

const warmUps = 20;

/** One request of the page; another one for another index. */
export type Ask = (index: number) => Promise<void>;

/** Asks one after the other, 40 ms apart, until the signal aborts; milliseconds of each. */
export async function askUntil(ask: Ask, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let index = warmUps; !signal.aborted; index++) {
    const started = performance.now();
    await ask(index);
    times.push(performance.now() - started);
    await timers.setTimeout(40);
  }
  return times;
}

/** The list, its page of HTML, the facets behind it, a trace, a payload, a search: what one clicks on. Asked a few times first. */
export async function pageRequests(place: {
  origin: string;
  datasetId: string;
  longTraceId: string;
}): Promise<Ask> {
  const { origin, datasetId, longTraceId } = place;
  const base = `${origin}/api/datasets/${datasetId}`;
  const list = tracePageSchema.parse(
    await (await get(`${base}/traces?sort=start&order=desc&offset=0&limit=100`)).json(),
  );
  const some = list.traces[0]?.traceId ?? longTraceId;
  // Some pages one comes back to, others are under filters that nobody had asked for.
  const pathOf = (index: number) => {
    const min = `min=${1000 + index}`;
    const paths = [
      `${base}/traces?sort=duration&order=desc&offset=0&limit=100`,
      `${origin}/datasets/${datasetId}`,
      `${base}/traces?errors=yes&sort=tokens&order=desc&offset=100&limit=100&${min}`,
      `${origin}/datasets/${datasetId}/traces/${some}`,
      `${origin}/datasets/${datasetId}?errors=yes&${min}`,
      `${base}/traces/${longTraceId}/search?text=delivery%20${index}`,
      `${base}/traces?tool=lookup_order&sort=start&order=asc&offset=400&limit=100&${min}`,
    ];
    return paths[index % paths.length] ?? origin;
  };
  const ask: Ask = async (index) => {
    const response = await get(pathOf(index));
    await response.arrayBuffer();
  };
  for (let index = 0; index < warmUps; index++) await ask(index);
  return ask;
}

/** Throws where the server refuses. */
export async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}
