import { randomUUID } from 'node:crypto';
import { importReportSchema } from '../../lib/contracts/import-report';
import { runOptionsSchema } from '../../lib/contracts/run-options';
import { close } from '../database';
import { diagnose } from '../engine/diagnose';
import type { Provider } from '../engine/providers/provider';
import { openDataset } from '../store/datasets';
import { appendEvent } from '../store/diagnoses';
import { atMost, type Figure } from './figure';
import { type Program, runProgram } from './program';
import { median, quantile } from './statistics';

const turns = 100;

/** What the loop itself takes a turn: events made and stored, arguments checked, the conversation put together; no model, no tool. */
export async function* measureLoop(
  program: Program,
  { file, repeats }: { file: string; repeats: number },
): AsyncGenerator<Figure> {
  const { stdout } = await runProgram(program, ['import', file, '--json']);
  const { datasetId } = importReportSchema.parse(JSON.parse(stdout));
  const { dataset, database } = await openDataset(program.home, datasetId);
  const times: number[] = [];
  const whole: number[] = [];
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const run = await timeTurns({ dataset, database, home: program.home, root: program.root });
    // The first one warms up.
    if (repeat > 0) times.push(...run.own);
    if (repeat > 0) whole.push(...run.whole);
  }
  close(database);
  yield {
    what: 'the loop, a turn without model and tools',
    value: median(times),
    unit: 'ms',
    budget: atMost(10),
    note: `sample; median of ${times.length} turns, p99 ${quantile(times, 0.99).toFixed(1)} ms; with two tools a turn ${median(whole).toFixed(1)} ms`,
  };
}

type Place = Pick<Parameters<typeof diagnose>[0], 'dataset' | 'database' | 'home' | 'root'>;

async function timeTurns(place: Place): Promise<{ own: number[]; whole: number[] }> {
  const id = randomUUID();
  const model = instantModel();
  const events = diagnose({
    ...place,
    diagnosisId: id,
    question: 'How many fail?',
    filters: {},
    models: { run: model, synthesis: model, compaction: model },
    options: runOptionsSchema.parse({
      provider: 'openai',
      model: model.model,
      maxTurns: turns,
      temperature: null,
      maxOutputTokens: null,
    }),
    signal: new AbortController().signal,
  });
  const own: number[] = [];
  const whole: number[] = [];
  let began = performance.now();
  let called = began;
  let inTools = 0;
  for await (const event of events) {
    await appendEvent({ home: place.home, id, event });
    const now = performance.now();
    if (event.type === 'tool-called') called = now;
    if (event.type === 'tool-finished') inTools = now - called;
    if (event.type !== 'turn-started') continue;
    if (event.turn > 1) own.push(now - began - inTools);
    if (event.turn > 1) whole.push(now - began);
    began = now;
  }
  return { own, whole };
}

/** Two calls in each turn, at once. */
function instantModel(): Provider {
  let call = 0;
  return {
    name: 'openai',
    model: 'instant',
    contextTokens: null,
    async *respond({ turn, tools }) {
      if (turn.turn === turn.maxTurns || tools.length === 0) yield { type: 'text', text: 'Done.' };
      else {
        for (const name of ['count_traces', 'query_traces']) {
          const args = { filters: { min_duration_ms: call } };
          yield {
            type: 'tool-call',
            call: { callId: `call-${call++}`, name, arguments: JSON.stringify(args) },
          };
        }
      }
      yield { type: 'finish', reason: 'done' };
    },
  };
}
