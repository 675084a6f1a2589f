import { expect, it } from 'vitest';
import { type AnswerPart, answerParts, settledParts } from './answer-parts';
import { conversationOf } from './chat-state';
import { eventsOf, findingFixture, runStarted } from './diagnosis-fixture';
import { type Exchange, newExchange } from './exchange';

type Bodies = Parameters<typeof eventsOf>[0];

function partsOf(...bodies: Bodies): string[] {
  return named(answerParts(exchangeOf(bodies)));
}

function exchangeOf(bodies: Bodies): Exchange {
  const [exchange = newExchange('d-1')] = conversationOf('d-1', eventsOf([runStarted, ...bodies])).exchanges;
  return exchange;
}

function named(parts: AnswerPart[]): string[] {
  return parts.map((part) => {
    if (part.kind === 'calls') return `calls ${part.calls.map((call) => call.callId).join(' ')}`;
    if (part.kind === 'findings') return `${part.findings.length} findings`;
    return part.kind;
  });
}

const call = (callId: string): Bodies[number] => ({
  type: 'tool-called',
  callId,
  name: 'view_trace',
  args: {},
});
const report = (callId: string): Bodies[number] => ({
  type: 'tool-called',
  callId,
  name: 'report_finding',
  args: {},
});
const accepted = (callId: string): Bodies[number] => ({
  type: 'finding-reported',
  callId,
  finding: findingFixture,
});

it('joins calls, and findings, that follow each other', () => {
  const parts = partsOf(
    call('a'),
    call('b'),
    { type: 'text-delta', text: 'Hm.' },
    call('c'),
    report('d'),
    report('e'),
    accepted('d'),
    accepted('e'),
    { type: 'text-delta', text: 'So.' },
  );
  expect(parts).toEqual(['calls a b', 'text', 'calls c', '2 findings', 'text']);
});

it('shows a report as a call until it is accepted, and for good when it is refused', () => {
  expect(partsOf(report('a'))).toEqual(['calls a']);
  const refused: Bodies[number] = { type: 'tool-finished', callId: 'a', ok: false, result: {}, ms: 1 };
  expect(partsOf(report('a'), refused)).toEqual(['calls a']);
});

it('leaves out text of white space alone', () => {
  expect(partsOf(call('a'), { type: 'text-delta', text: '\n' }, call('b'))).toEqual(['calls a b']);
});

it('puts the worst finding first, and of equally bad ones the commonest', () => {
  const finding = (id: string, severity: 'critical' | 'major', traces: number): Bodies[number] => ({
    type: 'finding-reported',
    callId: id,
    finding: { ...findingFixture, id, severity, prevalence: { ...findingFixture.prevalence, traces } },
  });
  const bodies = [finding('a', 'major', 9), finding('b', 'major', 12), finding('c', 'critical', 1)];
  const [exchange = newExchange('d-1')] = conversationOf('d-1', eventsOf([runStarted, ...bodies])).exchanges;
  const [part] = answerParts(exchange);
  expect(part?.kind === 'findings' && part.findings.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

it('puts what was said before all that was found, once the run is over', () => {
  const bodies: Bodies = [
    call('a'),
    accepted('b'),
    { type: 'text-delta', text: 'One more.' },
    call('c'),
    accepted('d'),
    { type: 'text-delta', text: 'So.' },
  ];
  expect(partsOf(...bodies)).toEqual(['calls a', '1 findings', 'text', 'calls c', '1 findings', 'text']);
  const settled = settledParts(exchangeOf(bodies));
  expect(named(settled)).toEqual(['calls a', 'text', 'calls c', 'text', '2 findings']);
  expect(new Set(settled.map(({ seq }) => seq)).size).toBe(settled.length);
  expect(named(settledParts(exchangeOf([call('a')])))).toEqual(['calls a']);
});
