import { expect, it } from 'vitest';
import { emptyTruth } from '../../sample/sample-truth';
import { failedTraces } from './recovery-oracle';
import type { Line } from './seeded-sample';

it('tells what came of a failure by the calls that follow it', () => {
  expect(outcomeOf([call('a', 'lookup'), call('b', 'lookup')])).toBe('recovered');
  expect(outcomeOf([call('a', 'lookup'), call('b', 'search')])).toBe('went-on');
  expect(outcomeOf([call('z', 'lookup'), call('a', 'lookup')])).toBe('stopped');
});

it('does not take an agent that goes on for a call', () => {
  expect(outcomeOf([call('a', 'lookup'), call('b', 'lookup', 'AGENT')])).toBe('stopped');
});

it('looks at what follows the last of several failures', () => {
  const calls = [call('a', 'lookup'), call('b', 'lookup'), call('c', 'search')];
  expect(outcomeOf(calls, ['a', 'b'])).toBe('went-on');
});

it('takes a failure that was handled for recovered', () => {
  const truth = emptyTruth();
  truth.planted['handled-exception'].push({ traceId: 't', spanIds: ['a'], errorClass: 'handled' });
  const [trace] = failedTraces({ truth, spans: new Map([['t', [call('a', 'lookup')]]]) });
  expect(trace).toMatchObject({ kind: 'handled-exception', outcome: 'recovered' });
});

function call(span_id: string, name: string, kind = 'TOOL'): Line {
  return {
    trace_id: 't',
    span_id,
    name,
    start_time: '2026-01-01T00:00:00Z',
    status: { code: 'STATUS_CODE_UNSET' },
    attributes: { 'inference.observation_kind': kind },
  };
}

/** Of a trace with these calls, in which some looked up an order that is not there. */
function outcomeOf(calls: Line[], failed = ['a']): string | undefined {
  const truth = emptyTruth();
  truth.planted['order-not-found'].push({ traceId: 't', spanIds: failed, errorClass: 'origin' });
  return failedTraces({ truth, spans: new Map([['t', calls]]) })[0]?.outcome;
}
