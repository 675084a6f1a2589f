import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  call,
  type ReceivedRequest,
  type ReplyTurn,
  type Script,
  type ScriptTurn,
  say,
} from '../../e2e/model-server/script';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { endOf, only, openRunFixture, type RunFixture, textOf } from './run-fixture';

let runs: RunFixture;
beforeAll(async () => {
  runs = await openRunFixture();
});
afterAll(() => runs.close());

const wantsSummary = (request: ReceivedRequest) =>
  request.messages[0]?.content.startsWith('You shorten') ?? false;

/** With the count of tokens that an honest endpoint would give. */
function counted(turn: ReplyTurn, request: ReceivedRequest): ReplyTurn {
  const characters = request.messages.reduce((sum, message) => sum + message.content.length, 0);
  return { ...turn, usage: { prompt_tokens: Math.round(characters / 3.3), completion_tokens: 10 } };
}

/** Two calls a turn, so many turns, then the answer; whoever is asked for a summary gives one. */
function looksOften(turns: number, summary: ScriptTurn = say('It saw 100 spans of trace many.')): Script {
  let asked = 0;
  return (request) => {
    if (wantsSummary(request)) return summary;
    asked += 1;
    if (asked > turns) return say('Done.');
    const look = (spans: string[]) => ({
      name: 'view_spans',
      arguments: { trace_id: 'many', span_ids: spans },
    });
    return counted(call(look(['m1', 'm2']), look(['m3'])), request);
  };
}

const asksOfRun = () => runs.server().requests.filter((request) => !wantsSummary(request));

/** Each tool message has its call before it, each call its message after it. */
function expectPairs(request: ReceivedRequest | undefined) {
  const body = JSON.stringify(request?.body);
  const called = [...body.matchAll(/"id":"(call_[^"]+)"/g)].map((match) => match[1]).sort();
  const answered = request?.messages.flatMap((message) => message.toolCallId ?? []).sort();
  expect(answered).toEqual(called);
}

describe('a conversation that nears the window', () => {
  it('gives way from its oldest turn on, each call with its answers, and goes on', async () => {
    const events = await runs.run(looksOften(4), { contextTokens: 10_000, maxTurns: 8 });
    const compacted = only(events, 'context-compacted');
    expect(compacted.flatMap((event) => event.items.map((item) => item.itemId))).toEqual([
      'turn-1',
      'turn-2',
    ]);
    for (const event of compacted) expect(event.tokensAfter).toBeLessThan(event.tokensBefore);
    const last = asksOfRun().at(-1);
    expect(last?.messages.map((message) => message.content).join('\n')).toContain(
      '[turn-1, summarised to save room: It saw 100 spans of trace many.',
    );
    for (const request of asksOfRun()) expectPairs(request);
    expect(endOf(events)).toMatchObject({ outcome: 'answered' });
    expect(textOf(events)).toBe('Done.');
  });

  it('stays as it is while there is room', async () => {
    const events = await runs.run(looksOften(4), { contextTokens: 400_000, maxTurns: 8 });
    expect(only(events, 'context-compacted')).toEqual([]);
  });

  it('keeps the system prompt and the question, and the last turn whole', async () => {
    await runs.run(looksOften(3), { contextTokens: 6000, maxTurns: 8 });
    const last = asksOfRun().at(-1);
    expect(last?.messages[0]?.role).toBe('system');
    expect(last?.messages[1]?.content).toMatch(/What fails\?$/);
    expect(last?.messages.filter((message) => message.role === 'tool')).toHaveLength(2);
  });

  it('is summarised by rule where the model for it fails', async () => {
    const fails: ScriptTurn = { type: 'status', status: 400, message: 'no such model' };
    const events = await runs.run(looksOften(3, fails), { contextTokens: 6000, maxTurns: 8 });
    const [item] = only(events, 'context-compacted')[0]?.items ?? [];
    expect(item?.summary).toContain('no such model');
    expect(item?.summary).toContain('It called view_spans {"trace_id":"many","span_ids":["m1","m2"]}');
    expect(endOf(events)).toMatchObject({ outcome: 'answered' });
  });

  it('counts what the summaries cost, under the model that made them', async () => {
    const events = await runs.run(looksOften(3), {
      contextTokens: 6000,
      maxTurns: 8,
      models: (run) => ({ compaction: { ...run, model: 'small' } }),
    });
    const summaries = only(events, 'usage').filter((event) => event.model === 'small');
    expect(summaries).toHaveLength(2);
    const all = only(events, 'usage').reduce((sum, event) => sum + event.inputTokens, 0);
    expect(endOf(events)).toMatchObject({ receipt: { inputTokens: all } });
  });
});

describe('a provider that says that the conversation is too long', () => {
  const tooLong = {
    type: 'status',
    status: 400,
    message: 'too long',
    code: 'context_length_exceeded',
  } as const;

  it('is asked once more with a shorter one, and that takes no turn', async () => {
    let refused = false;
    const events = await runs.run((request, index) => {
      if (wantsSummary(request)) return say('Short.');
      if (index === 0) return call({ name: 'view_spans', arguments: { trace_id: 'many', span_ids: ['m1'] } });
      if (!refused) {
        refused = true;
        return tooLong;
      }
      return say('Now it fits.');
    });
    expect(only(events, 'context-compacted')).toMatchObject([
      { items: [{ itemId: 'turn-1', summary: 'Short.' }] },
    ]);
    expect(only(events, 'retrying')).toMatchObject([{ reason: expect.stringContaining('too long') }]);
    expect(only(events, 'turn-started')).toHaveLength(2);
    expect(textOf(events)).toBe('Now it fits.');
  });

  it('ends the run where nothing is left to shorten', async () => {
    const events = await runs.run(() => tooLong);
    expect(endOf(events)).toMatchObject({
      outcome: 'failed',
      kind: 'provider',
      message: expect.stringContaining('too long'),
    });
    expect(runs.server().requests).toHaveLength(1);
  });
});

describe('get_context_item', () => {
  const bringsBack =
    (...ids: string[]): Script =>
    (request) => {
      if (wantsSummary(request)) return say('Short.');
      const text = JSON.stringify(request.body);
      if (text.includes('get_context_item","arguments')) return say('Read.');
      if (text.includes('turn-1, summarised'))
        return call(...ids.map((item_id) => ({ name: 'get_context_item', arguments: { item_id } })));
      const look = { name: 'view_spans', arguments: { trace_id: 'many', span_ids: ['m1', 'm2', 'm3'] } };
      return counted(call(look), request);
    };
  const answers = (events: DiagnosisEvent[]) => {
    const names = new Map(only(events, 'tool-called').map((event) => [event.callId, event.name]));
    return only(events, 'tool-finished').filter((event) => names.get(event.callId) === 'get_context_item');
  };

  it('brings back the whole turn, or one of its calls', async () => {
    const events = await runs.run(bringsBack('turn-1', 'turn-1.1'), { contextTokens: 6000, maxTurns: 9 });
    const spans = [{ span_id: 'm1' }, { span_id: 'm2' }, { span_id: 'm3' }];
    expect(answers(events).map((event) => event.result)).toMatchObject([
      { item_id: 'turn-1', calls: [{ name: 'view_spans', result: { spans } }] },
      { item_id: 'turn-1.1', name: 'view_spans', result: { spans } },
    ]);
  });

  it('refuses what is no item, or was not taken away', async () => {
    const events = await runs.run(bringsBack('turn-9', 'turn-1.7', 'turn-2'), {
      contextTokens: 6000,
      maxTurns: 9,
    });
    const said = answers(events).map((event) => JSON.stringify(event.result));
    expect(answers(events).every((event) => !event.ok)).toBe(true);
    expect(said[0]).toContain('There is no item turn-9');
    expect(said[1]).toContain('There is no item turn-1.7');
    expect(said[2]).toContain('was not summarised');
  });
});
