import { expect, it } from 'vitest';
import { receiptFixture } from './diagnosis-fixture';
import { runNotice } from './run-outcome';

it('says nothing about a run that was answered', () => {
  expect(runNotice({ outcome: 'answered', receipt: receiptFixture })).toBeNull();
});

it('passes on the words of the server and offers a way out', () => {
  const notice = runNotice({ outcome: 'failed', kind: 'no-credentials', message: 'Set OPENAI_API_KEY.' });
  expect(notice).toMatchObject({
    tone: 'error',
    message: 'Set OPENAI_API_KEY.',
    actions: ['settings', 'ask-builtin'],
  });
  expect(runNotice({ outcome: 'cancelled' })).toMatchObject({ actions: ['ask-again'] });
  const salvaged = runNotice({ outcome: 'salvaged', receipt: receiptFixture, message: 'Out of turns.' });
  expect(salvaged).toMatchObject({ tone: 'silent', message: 'Out of turns.' });
});
