import { startModelServer } from '../../e2e/model-server/model-server';
import { call, type ReceivedRequest, type Script, say } from '../../e2e/model-server/script';
import { type DiagnosisEvent, diagnosisEventSchema } from '../../lib/contracts/diagnosis-event';
import { diagnosisStartedSchema } from '../../lib/contracts/diagnosis-request';
import type { BenchData } from './bench-data';
import { type RunningDashboard, startDashboard } from './dashboard';
import { atMost, type Figure } from './figure';
import { askUntil, get, pageRequests } from './page-requests';
import { watchMemory } from './process-memory';
import type { Program } from './program';
import { quantile } from './statistics';

const atOnce = 8;
const rounds = 8;
const manyTurns = 100;

/** Runs of a model on one dashboard: eight at once while a page is used, and one of very many turns. */
export async function* measureRuns(
  program: Program,
  { data, port }: { data: BenchData; port: number },
): AsyncGenerator<Figure> {
  const model = await startModelServer({ script: busyScript(data) });
  const dashboard = await startDashboard(program, { files: [data.file], port, model: model.baseUrl });
  try {
    const datasetId = new URL(dashboard.address).pathname.split('/').at(-1) ?? '';
    yield* measureAtOnce({ dashboard, datasetId, data });
    yield await measureMemory({ dashboard, datasetId });
  } finally {
    await dashboard.stop();
    await model.close();
  }
}

interface Place {
  dashboard: RunningDashboard;
  datasetId: string;
}

async function* measureAtOnce({
  dashboard,
  datasetId,
  data,
}: Place & { data: BenchData }): AsyncGenerator<Figure> {
  const { origin } = dashboard;
  const ask = await pageRequests({ origin, datasetId, longTraceId: data.longTraceId });
  dashboard.resetStalls();
  const over = new AbortController();
  const asking = askUntil(ask, over.signal);
  const started = performance.now();
  const questions = Array.from({ length: atOnce }, (_, index) => `Question ${index} of ${atOnce}`);
  const runs = await Promise.all(questions.map((question) => runOf({ origin, datasetId, question })));
  const seconds = (performance.now() - started) / 1000;
  over.abort();
  const times = await asking;
  const stalls = await dashboard.readStalls();
  for (const [index, events] of runs.entries()) needOwnEvents(events, questions[index] ?? '');
  const all = runs.reduce((sum, events) => sum + events.length, 0);
  yield {
    what: `the page's requests while ${atOnce} diagnoses run`,
    value: quantile(times, 0.95),
    unit: 'ms',
    budget: atMost(200),
    note: `short; p95 of ${times.length}, median ${quantile(times, 0.5).toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms; ${all} events in ${seconds.toFixed(1)} s, each run got its own`,
  };
  yield {
    what: "longest stall of the server's event loop meanwhile",
    value: stalls.longestMs,
    unit: 'ms',
    budget: null,
    note: `${stalls.over50} stalls above 50 ms`,
  };
}

async function measureMemory({ dashboard, datasetId }: Place): Promise<Figure> {
  const before = watchMemory(dashboard.pid).stop();
  const memory = watchMemory(dashboard.pid);
  const question = `Take ${manyTurns} turns`;
  const events = await runOf({
    origin: dashboard.origin,
    datasetId,
    question,
    options: { maxTurns: manyTurns },
  });
  const peak = memory.stop();
  needOwnEvents(events, question);
  const turns = events.filter((event) => event.type === 'turn-started').length;
  const bytes = events.reduce(
    (sum, event) => sum + (event.type === 'tool-finished' ? JSON.stringify(event.result).length : 0),
    0,
  );
  const compacted = events.flatMap((event) => (event.type === 'context-compacted' ? event.items : []));
  return {
    what: `memory of a run of ${manyTurns} turns`,
    value: (peak - before) / 1e6,
    unit: 'MB',
    budget: null,
    note: `short; peak ${(peak / 1e6).toFixed(0)} MB resident, ${(before / 1e6).toFixed(0)} before; ${turns} turns, ${(bytes / 1e6).toFixed(1)} MB of answers, ${compacted.length} turns summarised`,
  };
}

async function runOf(request: {
  origin: string;
  datasetId: string;
  question: string;
  options?: { maxTurns: number };
}): Promise<DiagnosisEvent[]> {
  const { origin, ...body } = request;
  const response = await fetch(`${origin}/api/diagnoses`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The question answered ${response.status}: ${await response.text()}`);
  const { diagnosisId } = diagnosisStartedSchema.parse(await response.json());
  const stream = await get(`${origin}/api/diagnoses/${diagnosisId}/events`);
  const lines = (await stream.text()).split('\n').filter((line) => line.startsWith('data: '));
  return lines.map((line) => diagnosisEventSchema.parse(JSON.parse(line.slice(6))));
}

/** Every event of this run and of no other, and an answer at its end. */
function needOwnEvents(events: DiagnosisEvent[], question: string): void {
  const [first] = events;
  const last = events.at(-1);
  const complete = events.every((event, index) => event.seq === index);
  const isAnswered = last?.type === 'run-ended' && 'receipt' in last.end;
  const told = events.flatMap((event) => (event.type === 'text-delta' ? event.text : [])).join('');
  if (first?.type === 'run-started' && first.question === question && complete && isAnswered) {
    if (told.includes(question)) return;
  }
  throw new Error(`The run of "${question}" has other events than its own: ${JSON.stringify(last)}.`);
}

/** Eight rounds of tools and then an answer of many pieces; or as many rounds of long answers as the run allows. */
function busyScript(data: BenchData): Script {
  return (request) => {
    const question = questionOf(request);
    if (question === '') return say('A summary of one turn.');
    const note = request.messages.at(-1)?.content ?? '';
    const turn = Number(/Turn (\d+)/.exec(note)?.[1] ?? 0);
    if (/^Take/.test(question) ? note.includes('the last one') : turn > rounds) {
      return say(`${question}: ${'it is so. '.repeat(200)}`);
    }
    const search = { trace_id: data.longTraceId, pattern: `order ${turn}|[a-z]{4}`, limit: 500 };
    return {
      ...call(
        { name: 'find_patterns', arguments: { filters: { min_duration_ms: turn * 10 } } },
        { name: 'search_trace', arguments: search },
      ),
      usage: { prompt_tokens: Math.round(lengthOf(request) / 3.3), completion_tokens: 20 },
    };
  };
}

function lengthOf(request: ReceivedRequest): number {
  return request.messages.reduce((sum, message) => sum + message.content.length, 0);
}

/** Empty where it is no question of a user. */
function questionOf(request: ReceivedRequest): string {
  const asked = request.messages.find((message) => /(?:Question \d|Take \d)/.test(message.content));
  return /(?:Question \d+ of \d+|Take \d+ turns)$/.exec(asked?.content ?? '')?.[0] ?? '';
}
