import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { importJobSchema, uploadSchema } from '../../lib/contracts/import-job';
import { importEventSchema } from '../../lib/contracts/import-report';
import type { BenchData } from './bench-data';
import { startDashboard } from './dashboard';
import { atMost, type Figure } from './figure';
import { askUntil, get, pageRequests } from './page-requests';
import { watchMemory } from './process-memory';
import type { Program } from './program';
import { quantile } from './statistics';

export interface DuringImport {
  /** Imported already: what is looked at meanwhile. */
  shown: BenchData;
  /** What is dropped into the page. */
  imported: BenchData;
  shape: string;
  port: number;
}

/** What the page asks for, again and again, while a file is uploaded into it and imported. */
export async function* measureDuringImport(
  program: Program,
  { shown, imported, shape, port }: DuringImport,
): AsyncGenerator<Figure> {
  const dashboard = await startDashboard(program, { files: [shown.file], port });
  try {
    const datasetId = new URL(dashboard.address).pathname.split('/').at(-1) ?? '';
    const ask = await pageRequests({ origin: dashboard.origin, datasetId, longTraceId: shown.longTraceId });
    await forgetDropped(dashboard.origin);
    dashboard.resetStalls();
    const memory = watchMemory(dashboard.pid);
    const over = new AbortController();
    const asking = askUntil(ask, over.signal);
    const started = performance.now();
    const uploadId = await upload(dashboard.origin, imported);
    const uploaded = performance.now();
    await importAndWait(dashboard.origin, uploadId);
    const ms = performance.now() - uploaded;
    over.abort();
    const times = await asking;
    const peak = memory.stop();
    const stalls = await dashboard.readStalls();
    const p95 = quantile(times, 0.95);
    yield {
      what: `the page's requests while ${shape} is imported`,
      value: p95,
      unit: 'ms',
      budget: atMost(150),
      note: `p95 of ${times.length}, median ${quantile(times, 0.5).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms; upload ${((uploaded - started) / 1000).toFixed(0)} s, import ${(ms / 1000).toFixed(0)} s`,
    };
    yield {
      what: `peak memory of all processes meanwhile (${shape})`,
      value: peak / 1e6,
      unit: 'MB',
      budget: atMost(2000),
      note: 'dashboard and import, resident, summed',
    };
    yield {
      what: `longest stall of the server's event loop meanwhile (${shape})`,
      value: stalls.longestMs,
      unit: 'ms',
      budget: atMost(100),
      note: `${stalls.over50} stalls above 50 ms, pages rendered as well`,
    };
    await forgetDropped(dashboard.origin);
  } finally {
    await dashboard.stop();
  }
}

const droppedName = 'dropped.jsonl';
const datasetsSchema = z.object({ datasets: z.array(z.object({ id: z.string(), name: z.string() })) });

/** The same bytes under the same name are not imported twice: what an earlier measurement left is removed. */
async function forgetDropped(origin: string): Promise<void> {
  const { datasets } = datasetsSchema.parse(await (await get(`${origin}/api/datasets`)).json());
  for (const { id, name } of datasets) {
    if (name !== droppedName) continue;
    await fetch(`${origin}/api/datasets/${id}`, { method: 'DELETE', headers: { origin } });
  }
}

/** Sends the file as the page does, as a stream. */
async function upload(origin: string, data: BenchData): Promise<string> {
  const sending = request(`${origin}/api/uploads?name=${droppedName}`, {
    method: 'POST',
    headers: { origin, 'content-length': data.bytes },
  });
  const answered = once(sending, 'response');
  await pipeline(createReadStream(data.file, { highWaterMark: 1 << 18 }), sending);
  const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await answered);
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`The upload answered ${response.statusCode}: ${body}`);
  return uploadSchema.parse(JSON.parse(body)).uploadId;
}

async function importAndWait(origin: string, uploadId: string): Promise<void> {
  const response = await fetch(`${origin}/api/imports`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ uploads: [uploadId] }),
  });
  if (!response.ok) throw new Error(`The import answered ${response.status}: ${await response.text()}`);
  const { importId } = importJobSchema.parse(await response.json());
  const events = await get(`${origin}/api/imports/${importId}/events`);
  const frames = (await events.text()).split('\n').filter((line) => line.startsWith('data: '));
  const last = importEventSchema.parse(JSON.parse(z.string().parse(frames.at(-1)).slice(6)));
  if (last.type !== 'finished' || last.report.reused)
    throw new Error(`The import ended with ${JSON.stringify(last)}.`);
}
