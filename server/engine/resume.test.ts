import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Script, say } from '../../e2e/model-server/script';
import { eventsOf, runStarted, usageOf } from '../../lib/chat/diagnosis-fixture';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { resumptionOf } from './resume';
import { endOf, only, openRunFixture, type RunFixture, textOf } from './run-fixture';

let runs: RunFixture;
beforeAll(async () => {
  runs = await openRunFixture();
});
afterAll(() => runs.close());

const count = (filters: object) => call({ name: 'count_traces', arguments: { filters } });
/** Two turns of counting, then the answer. */
const script: Script = (request) => {
  const results = request.messages.filter((message) => message.role === 'tool').length;
  if (results === 0) return { ...count({ has_errors: true }), say: 'First [trace:fails].' };
  return results === 1 ? count({}) : say('2 of 5, see [trace:fails].');
};

/** The events up to the first one that `last` accepts, that one included. */
function until(events: DiagnosisEvent[], last: (event: DiagnosisEvent) => boolean): DiagnosisEvent[] {
  return events.slice(0, events.findIndex(last) + 1);
}

function resumed(events: DiagnosisEvent[]) {
  const resumption = resumptionOf(events);
  if (resumption === undefined) throw new Error('Nothing to go on from.');
  return resumption;
}

describe('a run that was cut off', () => {
  it.each([
    ['in the middle of a call', (event: DiagnosisEvent) => event.type === 'tool-called' && event.seq > 8],
    [
      'before its last turn says anything',
      (event: DiagnosisEvent) => event.type === 'turn-started' && event.turn === 2,
    ],
  ])('%s goes on from its last complete turn', async (_, last) => {
    const whole = await runs.run(script);
    const before = until(whole, last);
    const resumption = resumed(before);
    expect(resumption).toMatchObject({ turnsTaken: 1, nextSeq: before.length });
    expect(resumption.turns.map((turn) => turn.itemId)).toEqual(['turn-1']);
    const after = await runs.run(script, { resumption });
    expect(runs.server().requests).toHaveLength(2);
    expect(runs.server().requests[0]?.messages.find((message) => message.role === 'tool')?.content).toContain(
      '"total":2',
    );
    expect(only(after, 'turn-started').map((event) => event.turn)).toEqual([2, 3]);
    expect(textOf(after)).toBe('2 of 5, see [trace:fails].');
    expect(endOf(after)).toMatchObject({ outcome: 'answered', receipt: { resumed: true, citations: 1 } });
  });

  it('counts what was spent before, turns that are done again included', async () => {
    const whole = await runs.run(script);
    const before = until(whole, (event) => event.type === 'usage' && event.seq > 8);
    const after = await runs.run(script, { resumption: resumed(before) });
    expect(endOf(after)).toMatchObject({ receipt: { inputTokens: 400 } });
  });

  it('may be cut off again', async () => {
    const whole = await runs.run(script);
    const first = until(whole, (event) => event.type === 'turn-started' && event.turn === 2);
    const second = await runs.run(script, { resumption: resumed(first) });
    const cut = until(second, (event) => event.type === 'turn-started' && event.turn === 3);
    const resumption = resumed([...first, ...cut]);
    expect(resumption.turns.map((turn) => turn.itemId)).toEqual(['turn-1', 'turn-2']);
    const third = await runs.run(script, { resumption });
    expect(only(third, 'turn-started').map((event) => event.turn)).toEqual([3]);
  });

  it('keeps what was compacted as it was, and the ids of its calls apart', () => {
    const look = (callId: string) =>
      [
        { type: 'tool-called', callId, name: 'count_traces', args: {} },
        { type: 'tool-finished', callId, ok: true, result: { total: 5 }, ms: 1 },
      ] as const;
    const turn = (number: number) => ({ type: 'turn-started', turn: number, maxTurns: 9 }) as const;
    const compacted = (itemId: string) => ({
      type: 'context-compacted' as const,
      items: [{ itemId, summary: 'Five.' }],
      tokensBefore: 9,
      tokensAfter: 1,
    });
    const events = eventsOf([
      runStarted,
      turn(1),
      usageOf(10, 1),
      ...look('a'),
      turn(2),
      compacted('turn-1'),
      ...look('b'),
      turn(3),
      compacted('turn-2'),
      { type: 'tool-called', callId: 'c', name: 'count_traces', args: '{"broken' },
    ]);
    const resumption = resumed(events);
    expect(resumption.turns.map(({ itemId, summary }) => [itemId, summary])).toEqual([
      ['turn-1', 'Five.'],
      ['turn-2', null],
    ]);
    expect(resumption.turns[0]?.answered).toEqual([
      { role: 'tool', callId: 'a', name: 'count_traces', text: '{"total":5}' },
    ]);
    expect([...resumption.callIds]).toEqual(['a', 'b', 'c']);
    expect(resumption.usage).toMatchObject({ inputTokens: 10, costUsd: null });
  });

  it('is none where it has ended, or never began', () => {
    expect(resumptionOf([])).toBeUndefined();
    const ended = { type: 'run-ended', end: { outcome: 'cancelled' } } as const;
    expect(resumptionOf(eventsOf([runStarted, ended]))).toBeUndefined();
  });
});
