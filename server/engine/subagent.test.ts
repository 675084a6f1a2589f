import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type ReceivedRequest, type Script, type ScriptTurn, say } from '../../e2e/model-server/script';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { endOf, only, openRunFixture, type RunFixture, textOf } from './run-fixture';

let runs: RunFixture;
beforeAll(async () => {
  runs = await openRunFixture();
});
afterAll(() => runs.close());

/** The question of the agent that asks, without the engine's preface and its note about the turn. */
function inputOf(request: ReceivedRequest): string | null {
  const asked = request.messages.findLast(
    (message) => message.role === 'user' && !message.content.startsWith('['),
  );
  return /You are a subagent.*\n([\s\S]*)$/.exec(asked?.content ?? '')?.[1] ?? null;
}

const toolResults = (request: ReceivedRequest) =>
  request.messages.filter((message) => message.role === 'tool').map((message) => message.content);

/** The root asks these of subagents in its first turn, and then answers with what they said. */
function delegates(inputs: string[], child: (input: string, request: ReceivedRequest) => ScriptTurn): Script {
  return (request) => {
    const input = inputOf(request);
    if (input !== null) return child(input, request);
    if (toolResults(request).length === 0) {
      return call(...inputs.map((text) => ({ name: 'call_subagent', arguments: { input: text } })));
    }
    return say(`They said: ${toolResults(request).join(' | ')}`);
  };
}

const ofAgents = (events: DiagnosisEvent[]) => events.filter((event) => event.depth > 0);

describe('a subagent', () => {
  it('works with the same tools under the call that asked for it, and only its answer comes back', async () => {
    const events = await runs.run(
      delegates(['How many fail?'], (_, request) =>
        toolResults(request).length === 0
          ? call({ name: 'count_traces', arguments: { filters: { has_errors: true } } })
          : say('2 of 5 traces.'),
      ),
    );
    const [asked] = only(events, 'tool-called');
    expect(asked).toMatchObject({ name: 'call_subagent', depth: 0 });
    const inner = ofAgents(events);
    expect(new Set(inner.map((event) => event.parentCallId))).toEqual(new Set([asked?.callId]));
    expect(new Set(inner.map((event) => event.agentId)).size).toBe(1);
    expect(inner.map((event) => event.type)).toEqual([
      'turn-started',
      'usage',
      'tool-called',
      'tool-finished',
      'turn-started',
      'text-delta',
      'text-delta',
      'usage',
    ]);
    const finished = only(events, 'tool-finished').at(-1);
    expect(finished).toMatchObject({
      depth: 0,
      ok: true,
      result: { answer: '2 of 5 traces.', turns: 2 },
    });
    expect(textOf(events)).toMatch(/^They said: .*2 of 5 traces/);
    expect(endOf(events)).toMatchObject({ outcome: 'answered', receipt: { inputTokens: 400 } });
  });

  it('hears nothing of the conversation but what it is asked, and the traces that it is about', async () => {
    await runs.run(
      delegates(['Only this.'], () => say('Well.')),
      { filters: { has_errors: true }, datasetNote: 'nightly runs' },
    );
    const child = runs.server().requests.find((request) => inputOf(request) !== null);
    expect(child?.messages.map((message) => message.role)).toEqual(['system', 'user', 'user']);
    expect(child?.messages[1]?.content).toContain('"has_errors":true');
    expect(child?.messages[1]?.content).toContain('nightly runs');
    expect(child?.messages[1]?.content).not.toContain('What fails?');
  });

  it('works beside others, as many at once as the run allows', async () => {
    const inputs = ['a', 'b', 'c', 'd'];
    const spans = async (maxParallel: number) => {
      const events = await runs.run(
        delegates(inputs, (input) => say(`${input}!`)),
        { maxParallel },
      );
      const agents = [...new Set(ofAgents(events).map((event) => event.agentId))];
      expect(agents).toHaveLength(4);
      const steps = ofAgents(events).flatMap((event) =>
        event.type === 'turn-started' ? 1 : event.type === 'usage' ? -1 : [],
      );
      let now = 0;
      return Math.max(...steps.map((step) => (now += step)));
    };
    expect(await spans(1)).toBe(1);
    expect(await spans(2)).toBe(2);
  });

  it('may have one of its own, down to the depth that the run allows', async () => {
    const nests: Script = (request) => {
      const offered = request.tools.includes('call_subagent');
      const results = toolResults(request);
      if (offered && results.length === 0)
        return call({ name: 'call_subagent', arguments: { input: 'deeper' } });
      return say(results.length === 0 ? 'the ground' : `above ${results.length}`);
    };
    const events = await runs.run(nests, { maxDepth: 3 });
    expect(Math.max(...events.map((event) => event.depth))).toBe(3);
    expect(new Set(only(events, 'tool-called').map((event) => event.callId)).size).toBe(3);
    const flat = await runs.run(nests, { maxDepth: 0 });
    expect(only(flat, 'tool-called')).toEqual([]);
  });

  it('is refused where it would be too deep, or has nothing to do', async () => {
    const events = await runs.run(
      [
        call(
          { name: 'call_subagent', arguments: { input: 'dig' } },
          { name: 'call_subagent', arguments: { input: '  ' } },
        ),
        say('So be it.'),
      ],
      { maxDepth: 0 },
    );
    expect(only(events, 'tool-finished').map((event) => event.ok)).toEqual([false, false]);
    const errors = only(events, 'tool-finished').map((event) => JSON.stringify(event.result));
    expect(errors.join()).toContain('nested 0 deep');
    expect(endOf(events)).toMatchObject({ outcome: 'answered' });
  });

  it('that fails is an answer for the agent above', async () => {
    const events = await runs.run(
      delegates(['x'], () => ({ type: 'status', status: 400, message: 'bad prompt' })),
    );
    expect(only(events, 'tool-finished')[0]).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('bad prompt') },
    });
    expect(endOf(events)).toMatchObject({ outcome: 'answered' });
  });

  it('that runs out of turns hands over what it has', async () => {
    const events = await runs.run(
      delegates(['x'], (_, request) =>
        request.tools.length > 0 ? call({ name: 'count_traces', arguments: {} }) : say('Five, so far.'),
      ),
      { maxTurns: 2 },
    );
    expect(only(events, 'tool-finished').find((event) => event.depth === 0)).toMatchObject({
      ok: true,
      result: { answer: 'Five, so far.', turns: 2, note: expect.stringContaining('out of turns') },
    });
  });

  it('tells a finding as one of the run', async () => {
    const finding = {
      title: 'It fails',
      severity: 'major',
      claim: 'It fails.',
      evidence: [{ trace_id: 'fails' }],
      predicate: { has_errors: true },
      confidence: 'high',
    };
    const events = await runs.run(
      delegates(['x'], (_, request) =>
        toolResults(request).length === 0
          ? call({ name: 'report_finding', arguments: finding })
          : say('Reported.'),
      ),
    );
    expect(only(events, 'finding-reported')).toMatchObject([
      { depth: 1, finding: { prevalence: { traces: 2, ofTraces: 5 } } },
    ]);
  });

  it('stops with the run, down to the request of its model', async () => {
    const stop = new AbortController();
    const { events } = await runs.start(
      delegates(['x'], () => ({ type: 'reply', say: 'Wait', hold: true })),
      { signal: stop.signal },
    );
    const all: DiagnosisEvent[] = [];
    for await (const event of events) {
      all.push(event);
      if (event.type === 'text-delta') stop.abort();
    }
    expect(endOf(all)).toEqual({ outcome: 'cancelled' });
    await expect.poll(() => runs.server().aborted).toBe(1);
  });
});
