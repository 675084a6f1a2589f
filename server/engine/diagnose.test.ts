import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, say } from '../../e2e/model-server/script';
import { citesAGhost, diagnosesWell } from '../../e2e/model-server/scripts';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { missingFile } from './engine-fixture';
import { endOf, only, openRunFixture, type RunFixture, textOf } from './run-fixture';

let runs: RunFixture;
beforeAll(async () => {
  runs = await openRunFixture();
});
afterAll(() => runs.close());

describe('diagnose', () => {
  it('goes from the question over tools and a finding to an answer whose citations hold', async () => {
    const events = await runs.run(diagnosesWell);
    expect(only(events, 'tool-called').map((event) => event.name)).toEqual([
      'get_dataset_overview',
      'find_patterns',
      'report_finding',
    ]);
    expect(only(events, 'tool-finished').every((event) => event.ok)).toBe(true);
    const [reported] = only(events, 'finding-reported');
    expect(reported?.finding).toMatchObject({
      prevalence: { traces: 2, ofTraces: 5 },
      evidenceNames: ['list_files'],
      patternName: expect.stringContaining('No such file or directory'),
    });
    expect(textOf(events)).toContain('2 of 5 traces');
    expect(only(events, 'citations-checked').at(-1)?.citations).toMatchObject([
      { text: '[span:fails/tool-1]', exists: true, name: 'list_files', quotes: [{ found: true }] },
      { text: '[trace:fails]', exists: true, name: 'agent' },
    ]);
    expect(endOf(events)).toMatchObject({
      outcome: 'answered',
      receipt: {
        tracesMatched: 5,
        inputTokens: 300,
        outputTokens: 30,
        citations: 2,
        citationsHold: 2,
        quotes: 1,
        quotesFound: 1,
        costUsd: null,
      },
    });
  });

  it('marks a citation of a trace that is not in the dataset', async () => {
    const events = await runs.run(citesAGhost);
    expect(only(events, 'citations-checked').at(-1)?.citations).toMatchObject([
      { exists: true, quotes: [] },
      { text: '[trace:no-such-trace]', exists: false, name: null, quotes: [{ found: false }] },
    ]);
    expect(endOf(events)).toMatchObject({ outcome: 'answered', receipt: { citations: 2, citationsHold: 1 } });
  });

  it('finds the span of a citation whose ids hold slashes', async () => {
    const events = await runs.run([say('See "user" in [span:long/payload/a/b].')]);
    expect(only(events, 'citations-checked').at(-1)?.citations).toMatchObject([
      { traceId: 'long/payload', spanId: 'a/b', exists: true, quotes: [{ text: 'user', found: true }] },
    ]);
  });

  it('tells each result under its own call, however often a tool is called and an id is used', async () => {
    const count = (filters: object, id: string) => ({ id, name: 'count_traces', arguments: { filters } });
    const events = await runs.run([
      call(count({ has_errors: true }, 'same'), count({ has_errors: false }, 'same')),
      call(count({}, 'same')),
      say('Done.'),
    ]);
    const results = only(events, 'tool-finished').map((event) => [event.callId, event.result]);
    expect(Object.fromEntries(results)).toMatchObject({
      same: { total: 2 },
      'same-2': { total: 3 },
      'same-3': { total: 5 },
    });
    const answered = runs
      .server()
      .requests.at(-1)
      ?.messages.filter((message) => message.role === 'tool');
    expect(answered?.map((message) => message.toolCallId)).toEqual(['same', 'same-2', 'same-3']);
  });

  it('answers a call that makes no sense and goes on', async () => {
    const events = await runs.run([
      call({ name: 'count_traces', arguments: '{"filters":' }, { name: 'fly', arguments: {} }),
      say('I was wrong.'),
    ]);
    expect(only(events, 'tool-called').map((event) => event.args)).toEqual(['{"filters":', {}]);
    expect(only(events, 'tool-finished').map((event) => event.ok)).toEqual([false, false]);
    expect(endOf(events)).toMatchObject({ outcome: 'answered' });
  });

  it('tells the model which turn it is, and to answer at the last one', async () => {
    await runs.run([call({ name: 'count_traces', arguments: {} }), say('5 of 5 traces.')], { maxTurns: 2 });
    const notes = runs.server().requests.map((request) => request.messages.at(-1)?.content);
    expect(notes).toEqual(['[Turn 1 of 2.]', expect.stringContaining('the last one')]);
  });

  it('salvages an answer without tools when the turns run out', async () => {
    const events = await runs.run(
      (request) =>
        request.tools.length > 0 ? call({ name: 'count_traces', arguments: {} }) : say('Five traces.'),
      { maxTurns: 2 },
    );
    expect(only(events, 'turn-started')).toHaveLength(2);
    expect(textOf(events)).toBe('Five traces.');
    expect(endOf(events)).toMatchObject({
      outcome: 'salvaged',
      message: expect.stringContaining('more turns'),
    });
  });

  it('fails for its budget where even then nothing is said', async () => {
    const events = await runs.run(() => say(''), { maxTurns: 2 });
    expect(endOf(events)).toMatchObject({ outcome: 'failed', kind: 'budget' });
    expect(runs.server().requests).toHaveLength(3);
  });

  it('retries what may pass, tells of it, and takes no turn for it', async () => {
    const { events, clock } = await runs.start([
      { type: 'status', status: 429, message: 'Slow down', headers: { 'retry-after': '7' } },
      { type: 'reply', say: 'Half an ans', endsEarly: true },
      say('Whole.'),
    ]);
    const all: DiagnosisEvent[] = [];
    for await (const event of events) all.push(event);
    expect(only(all, 'retrying')).toMatchObject([
      { attempt: 1, delayMs: 7000, reason: expect.stringContaining('Slow down') },
      { attempt: 2, delayMs: 500, reason: expect.stringContaining('ended before') },
    ]);
    expect(clock.slept).toEqual([7000, 500]);
    expect(only(all, 'turn-started')).toHaveLength(1);
    expect(endOf(all)).toMatchObject({ outcome: 'answered' });
  });

  it('gives up after five retries in a row with what the provider said', async () => {
    const events = await runs.run(() => ({ type: 'status', status: 500, message: 'out of memory' }));
    expect(only(events, 'retrying')).toHaveLength(5);
    expect(endOf(events)).toMatchObject({
      outcome: 'failed',
      kind: 'provider',
      message: expect.stringContaining('out of memory'),
    });
  });

  it('ends at once where the key is refused or the model refuses', async () => {
    const refusedKey = await runs.run([{ type: 'status', status: 401, message: 'Incorrect API key' }]);
    expect(endOf(refusedKey)).toMatchObject({ outcome: 'failed', kind: 'no-credentials' });
    const refusal = await runs.run([{ type: 'reply', refusal: 'No.' }]);
    expect(endOf(refusal)).toMatchObject({ outcome: 'failed', kind: 'refused' });
    expect(only(refusal, 'retrying')).toEqual([]);
  });

  it('stops at once when it is cancelled, down to the request of the model', async () => {
    const stop = new AbortController();
    const { events } = await runs.start([{ type: 'reply', say: 'Well', hold: true }], {
      signal: stop.signal,
    });
    const all: DiagnosisEvent[] = [];
    for await (const event of events) {
      all.push(event);
      if (event.type === 'text-delta') stop.abort();
    }
    expect(endOf(all)).toEqual({ outcome: 'cancelled' });
    await expect.poll(() => runs.server().aborted).toBe(1);
  });

  it('stops when nobody listens any more', async () => {
    const { events } = await runs.start([{ type: 'reply', say: 'Well', hold: true }]);
    for await (const event of events) if (event.type === 'text-delta') break;
    await expect.poll(() => runs.server().aborted).toBe(1);
  });

  it('gives a follow-up what was said before', async () => {
    await runs.run([say('Because.')], {
      history: [{ question: 'What fails?', answer: 'list_files' }],
      question: 'Why?',
    });
    const contents = runs.server().requests[0]?.messages.map((message) => message.content);
    expect(contents?.slice(1, 3)).toEqual(['What fails?', 'list_files']);
    expect(contents?.[3]).toMatch(/Why\?$/);
  });

  it('asks about the traces that were on screen', async () => {
    const events = await runs.run([call({ name: 'count_traces', arguments: {} }), say('2 of 2.')], {
      filters: { has_errors: true },
    });
    expect(only(events, 'tool-finished')[0]?.result).toMatchObject({ total: 2 });
    expect(endOf(events)).toMatchObject({ receipt: { tracesMatched: 2 } });
  });

  it('says that an answer was cut at the output limit', async () => {
    const events = await runs.run([{ type: 'reply', say: `It says \`${missingFile}\``, finish: 'length' }]);
    expect(textOf(events)).toContain('the answer is not complete');
  });

  it('tells every turn the same instructions and tools, and goes on where the last one ended', async () => {
    await runs.run([
      call({ name: 'count_traces', arguments: {} }),
      call({ name: 'count_traces', arguments: { filters: { has_errors: true } } }),
      say('2 of 5 traces.'),
    ]);
    const [first, ...others] = runs.server().requests;
    let before = first;
    for (const request of others) {
      expect(request.tools).toEqual(first?.tools);
      // But for the note about the turn, which is told and not kept.
      const kept = before?.messages.slice(0, -1) ?? [];
      expect(request.messages.slice(0, kept.length)).toEqual(kept);
      before = request;
    }
    for (const tool of first?.tools ?? []) expect(first?.messages[0]?.content).toContain(tool);
  });
});
