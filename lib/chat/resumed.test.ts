import { describe, expect, it } from 'vitest';
import { answerText } from './answer-markdown';
import { answerParts, subagentParts } from './answer-parts';
import { conversationOf, conversationReducer } from './chat-state';
import { eventsOf, findingFixture, receiptFixture, runStarted, usageOf } from './diagnosis-fixture';
import { type Exchange, isRunning, newExchange } from './exchange';
import { statusText } from './status-text';

type Bodies = Parameters<typeof eventsOf>[0];
const turn = (number: number) => ({ type: 'turn-started', turn: number, maxTurns: 9 }) as const;
const say = (text: string) => ({ type: 'text-delta', text }) as const;
const called = (callId: string, name = 'view_trace') =>
  ({ type: 'tool-called', callId, name, args: {} }) as const;
const finished = (callId: string) =>
  ({ type: 'tool-finished', callId, ok: true, result: {}, ms: 1 }) as const;

function exchangeOf(...bodies: Bodies): Exchange {
  const [exchange = newExchange('d-1')] = conversationOf('d-1', eventsOf([runStarted, ...bodies])).exchanges;
  return exchange;
}

describe('a run that was resumed', () => {
  const { options } = runStarted;
  const cut: Bodies = [
    turn(1),
    say('First. '),
    called('a'),
    finished('a'),
    turn(2),
    usageOf(100, 10),
    say('Half a '),
    called('b'),
    { type: 'finding-reported', callId: 'b', finding: findingFixture },
  ];

  it('shows what was complete, that it was resumed, and what came then; what was spent stays', () => {
    const exchange = exchangeOf(...cut, { type: 'run-resumed', options }, turn(2), say('Second.'), {
      type: 'run-ended',
      end: { outcome: 'answered', receipt: receiptFixture },
    });
    expect(exchange.items.map((item) => item.kind)).toEqual(['text', 'tool', 'resumed', 'text']);
    expect(exchange.usage).toMatchObject({ inputTokens: 100 });
    expect(exchange).toMatchObject({
      missing: 0,
      nextSeq: 14,
      turn: { turn: 2 },
      end: { outcome: 'answered' },
    });
    expect(answerText(exchange)).toBe('Second.');
  });

  it('begins anew where not even a first turn was complete', () => {
    const exchange = exchangeOf(
      turn(1),
      say('Half'),
      { type: 'run-resumed', options },
      turn(1),
      say('Whole.'),
    );
    expect(exchange.items.map((item) => item.kind)).toEqual(['resumed', 'text']);
  });

  it('runs again as soon as the server goes on with it', () => {
    const opened = conversationOf('d-1', eventsOf([runStarted, ...cut]));
    const closed = conversationReducer(opened, { type: 'stream-closed', diagnosisId: 'd-1' });
    expect(closed.exchanges.map(isRunning)).toEqual([false]);
    const resumed = conversationReducer(closed, { type: 'resumed', diagnosisId: 'd-1' });
    expect(resumed.exchanges.map(isRunning)).toEqual([true]);
  });
});

describe('a subagent', () => {
  const of = (parentCallId: string, depth = 1) => ({ agentId: `agent-${parentCallId}`, depth, parentCallId });
  const bodies: Bodies = [
    turn(1),
    called('a', 'call_subagent'),
    called('b', 'call_subagent'),
    { ...turn(1), ...of('a') },
    { ...say('Of a. '), ...of('a') },
    { ...say('Of b. '), ...of('b') },
    { ...say('More of a.'), ...of('a') },
    { ...called('c'), ...of('a') },
    { ...turn(2), ...of('a') },
    { type: 'finding-reported', callId: 'd', finding: findingFixture, ...of('b') },
  ];

  it('stands under the call that asked for it, whole, and only what it found stands outside', () => {
    const exchange = exchangeOf(...bodies);
    expect(answerParts(exchange).map((part) => part.kind)).toEqual(['calls', 'findings']);
    expect(
      subagentParts(exchange, 'a').map((part) => (part.kind === 'text' ? part.text : part.kind)),
    ).toEqual(['Of a. More of a.', 'calls']);
    expect(exchange.subagents).toEqual({ a: { turn: 2, maxTurns: 9 } });
    expect(exchange.turn).toEqual({ turn: 1, maxTurns: 9 });
  });

  it('is no part of the answer, and is told while it works', () => {
    const exchange = exchangeOf(...bodies);
    expect(statusText(exchange)).toBe('2 subagents at work.');
    expect(answerText(exchangeOf(...bodies, finished('a'), finished('b'), turn(2), say('So.')))).toBe('So.');
  });

  it('loses only its own text where its model is asked again', () => {
    const retry = { type: 'retrying', attempt: 1, delayMs: 5, reason: 'busy' } as const;
    const exchange = exchangeOf(
      turn(1),
      say('Mine.'),
      called('a', 'call_subagent'),
      { ...say('Void'), ...of('a') },
      {
        ...retry,
        ...of('a'),
      },
    );
    expect(exchange.items.flatMap((item) => (item.kind === 'text' ? item.text : []))).toEqual(['Mine.']);
  });
});
