import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../e2e/model-server/model-server';
import { call, type Script, say } from '../../e2e/model-server/script';
import { diagnosesWell } from '../../e2e/model-server/scripts';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { type Config, readConfig } from '../config';
import { type OpenSample, openSample } from '../sample/open-sample';
import { listDiagnoses } from '../store/diagnoses';
import {
  cancelDiagnosis,
  followDiagnosis,
  resumeDiagnosis,
  runningDiagnoses,
  startDiagnosis,
  suspendDiagnoses,
} from './diagnosis-runs';

let sample: OpenSample;
let server: ModelServer | undefined;
let config: Config;
beforeAll(async () => {
  sample = await openSample({ traces: 40 });
});
afterEach(() => server?.close());
afterAll(() => sample.close());

async function start(script: Script, change: Partial<Parameters<typeof startDiagnosis>[0]> = {}) {
  server = await startModelServer({ script });
  const environment = { HALO_HOME: sample.home, HALO_ROOT: '/', HALO_MODEL: 'scripted' };
  config = readConfig({ NODE_ENV: 'test', ...environment, OPENAI_BASE_URL: server.baseUrl });
  const request = { config, datasetId: sample.dataset.id, question: 'What fails?', filters: {}, ...change };
  return (await startDiagnosis(request)).diagnosisId;
}

const follow = (id: string, from = 0, signal?: AbortSignal) =>
  followDiagnosis({ home: sample.home, id, from, signal });

async function all(id: string, from = 0): Promise<DiagnosisEvent[]> {
  const events: DiagnosisEvent[] = [];
  for await (const event of follow(id, from)) events.push(event);
  return events;
}

const looksThenWaits: Script = (request) =>
  request.messages.some((message) => message.role === 'tool')
    ? { type: 'reply', say: ['One. ', 'Two.'], hold: true, holdAfter: 1 }
    : call({ name: 'count_traces', arguments: {} });
const held: Script = [{ type: 'reply', say: ['One. ', 'Two.'], hold: true, holdAfter: 1 }];

describe('a diagnosis on the server', () => {
  it('is stored to the letter as it is told, and lists its findings', async () => {
    const id = await start(diagnosesWell);
    const told = await all(id);
    expect(told.at(-1)).toMatchObject({ type: 'run-ended', end: { outcome: 'answered' } });
    const log = await readFile(join(sample.home, 'diagnoses', `${id}.jsonl`), 'utf8');
    const stored: unknown[] = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(stored).toEqual(told);
    expect(await all(id)).toEqual(told);
    const [summary] = await listDiagnoses(sample.home, { running: runningDiagnoses() });
    expect(summary).toMatchObject({ id, state: 'answered', findings: 1 });
  });

  it('goes on when who watches leaves, and is followed from where one was, without gap or repetition', async () => {
    const id = await start(held);
    const seen: DiagnosisEvent[] = [];
    for await (const event of follow(id)) {
      seen.push(event);
      if (event.type === 'text-delta') break;
    }
    expect(runningDiagnoses().has(id)).toBe(true);
    const rest = all(id, seen.length);
    const whole = all(id);
    server?.release();
    expect([...seen, ...(await rest)]).toEqual(await whole);
    expect((await whole).map((event) => event.seq)).toEqual([...(await whole).keys()]);
    expect(runningDiagnoses().has(id)).toBe(false);
  });

  it('is cancelled down to the request of the model', async () => {
    const id = await start(held);
    for await (const event of follow(id)) if (event.type === 'text-delta') break;
    await cancelDiagnosis(id);
    expect((await all(id)).at(-1)).toMatchObject({ type: 'run-ended', end: { outcome: 'cancelled' } });
    await expect.poll(() => server?.aborted).toBe(1);
    await expect(cancelDiagnosis(id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('waits in its log when the server ends, and goes on from its last complete turn when it is resumed', async () => {
    const id = await start(looksThenWaits);
    for await (const event of follow(id)) if (event.type === 'text-delta') break;
    await suspendDiagnoses(sample.home);
    const before = await all(id);
    expect(before.at(-1)?.type).toBe('text-delta');
    expect((await listDiagnoses(sample.home)).find((one) => one.id === id)).toMatchObject({
      state: 'interrupted',
    });
    // What a crash in the middle of a line leaves.
    await appendFile(join(sample.home, 'diagnoses', `${id}.jsonl`), '{"seq":99,"type":"te');
    server?.release();
    await resumeDiagnosis({ config, id });
    await expect(resumeDiagnosis({ config, id })).rejects.toMatchObject({ code: 'conflict' });
    const events = await all(id);
    expect(events.map((event) => event.seq)).toEqual([...events.keys()]);
    expect(events[before.length]?.type).toBe('run-resumed');
    expect(events[before.length + 1]).toMatchObject({ type: 'turn-started', turn: 2 });
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', end: { outcome: 'answered' } });
    await expect(resumeDiagnosis({ config, id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(resumeDiagnosis({ config, id: 'ghost' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves a follower alone that stops listening', async () => {
    const id = await start(held);
    const leave = new AbortController();
    const seen: DiagnosisEvent[] = [];
    for await (const event of follow(id, 0, leave.signal)) {
      seen.push(event);
      if (event.type === 'text-delta') leave.abort();
    }
    expect(seen.at(-1)?.type).toBe('text-delta');
    server?.release();
    await all(id);
  });

  it('gives a follow-up the questions and answers before it', async () => {
    const first = await start([say('list_files fails.')]);
    await all(first);
    await server?.close();
    const second = await start([say('Because of a guess.')], { question: 'Why?', continues: first });
    await all(second);
    await server?.close();
    const third = await start([say('Yes.')], { question: 'Sure?', continues: second });
    await all(third);
    const contents = server?.requests[0]?.messages.slice(1, -1).map((message) => message.content);
    expect(contents).toEqual([
      'What fails?',
      'list_files fails.',
      'Why?',
      'Because of a guess.',
      expect.stringMatching(/Sure\?$/),
    ]);
  });

  it('does not start for a dataset or an earlier diagnosis that does not exist', async () => {
    await expect(start([], { datasetId: 'ghost-00000000' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(start([], { continues: 'ghost' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
