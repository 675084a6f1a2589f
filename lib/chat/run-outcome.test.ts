import { expect, it } from 'vitest';
import type { DiagnosisEvent, RunEnd } from '../contracts/diagnosis-event';
import { conversationOf } from './chat-state';
import { eventsOf, findingFixture, receiptFixture, runStarted } from './diagnosis-fixture';
import { type Exchange, newExchange } from './exchange';
import { runNotice } from './run-outcome';

const ended = (end: RunEnd, before: DiagnosisEvent[] = eventsOf([runStarted])): Exchange => {
  const events = [...before, ...eventsOf([{ type: 'run-ended', end }], before.length)];
  return conversationOf('d-1', events).exchanges[0] ?? newExchange('d-1');
};

it('says nothing about a run that was answered, or that goes on', () => {
  expect(runNotice(ended({ outcome: 'answered', receipt: receiptFixture }))).toBeNull();
  expect(runNotice(newExchange('d-1'))).toBeNull();
});

it('passes on the words of the server and offers a way out', () => {
  const notice = runNotice(
    ended({ outcome: 'failed', kind: 'no-credentials', message: 'Set OPENAI_API_KEY.' }),
  );
  expect(notice).toMatchObject({
    tone: 'error',
    message: 'Set OPENAI_API_KEY.',
    actions: ['settings', 'ask-builtin'],
  });
  const salvaged = runNotice(
    ended({ outcome: 'salvaged', receipt: receiptFixture, message: 'Out of turns.' }),
  );
  expect(salvaged).toMatchObject({ tone: 'silent', message: 'Out of turns.' });
  expect(runNotice({ ...newExchange('d-1'), unreadable: 'Its log is gone.' })).toMatchObject({
    message: 'Its log is gone.',
  });
});

it('says of a run that was stopped what there is of it', () => {
  const called = eventsOf([
    runStarted,
    { type: 'tool-called', callId: 'a', name: 'sample_traces', args: {} },
  ]);
  const wrote = eventsOf([runStarted, { type: 'text-delta', text: 'It is' }]);
  const found = eventsOf([runStarted, { type: 'finding-reported', callId: 'a', finding: findingFixture }]);
  const cancelled = (before: DiagnosisEvent[]) => runNotice(ended({ outcome: 'cancelled' }, before));
  expect(cancelled(called)).toMatchObject({
    message: 'Nothing was found until then.',
    actions: ['ask-again'],
  });
  expect(cancelled(wrote)).toMatchObject({ message: 'What was written until then is kept above.' });
  expect(cancelled(found)).toMatchObject({ message: 'What was found until then is kept above.' });
  expect(runNotice({ ...newExchange('d-1'), interrupted: true })).toMatchObject({
    message: expect.stringContaining('Nothing was found until then.'),
    actions: ['resume', 'ask-again'],
  });
});
