import { expect, it } from 'vitest';
import { conversationOf } from './chat-state';
import { eventsOf, receiptFixture, runStarted } from './diagnosis-fixture';
import { statusText } from './status-text';

function statusAfter(...bodies: Parameters<typeof eventsOf>[0]): string {
  return statusText(conversationOf('d-1', eventsOf([runStarted, ...bodies])).exchanges[0]);
}

const called = { type: 'tool-called' as const, callId: 'c-1', name: 'find_patterns', args: {} };

it('follows the run from its start to its end', () => {
  expect(statusText(undefined)).toBe('');
  expect(statusAfter()).toBe('Starting.');
  expect(statusAfter({ type: 'turn-started', turn: 2, maxTurns: 20 })).toBe('Turn 2 of 20.');
  expect(statusAfter(called)).toBe('Calling find_patterns.');
  const end = { outcome: 'answered' as const, receipt: receiptFixture };
  expect(statusAfter({ type: 'run-ended', end })).toBe('Answered.');
  const loose = { ...receiptFixture, citations: 3 };
  expect(statusAfter({ type: 'run-ended', end: { ...end, receipt: loose } })).toMatch(/not everything/);
  const failed = { outcome: 'failed' as const, kind: 'provider' as const, message: 'No answer.' };
  expect(statusAfter({ type: 'run-ended', end: failed })).toBe('Failed: No answer.');
});
