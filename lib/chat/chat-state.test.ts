import { describe, expect, it } from 'vitest';
import {
  type ConversationAction,
  conversationOf,
  conversationReducer,
  emptyConversation,
} from './chat-state';
import { eventsOf, receiptFixture, runStarted } from './diagnosis-fixture';
import { isRunning } from './exchange';

function stateAfter(...actions: ConversationAction[]) {
  return actions.reduce(conversationReducer, emptyConversation);
}

const run = eventsOf([
  runStarted,
  { type: 'text-delta', text: 'It is the tool.' },
  { type: 'run-ended', end: { outcome: 'answered', receipt: receiptFixture } },
]);

describe('a conversation', () => {
  it('shows a question as soon as it was asked', () => {
    const { exchanges } = stateAfter({
      type: 'asked',
      diagnosisId: 'd-1',
      question: 'Why?',
      continues: null,
    });
    expect(exchanges.map((exchange) => exchange.question)).toEqual(['Why?']);
  });

  it('gives the same from a replay as from the live events, one by one', () => {
    const live = stateAfter(
      { type: 'asked', diagnosisId: 'd-1', question: 'Why?', continues: null },
      ...run.map((event) => ({ type: 'received' as const, diagnosisId: 'd-1', events: [event] })),
    );
    expect(live).toEqual(conversationOf('d-1', run));
  });

  it('makes room before a question for the one it goes on from', () => {
    const followUp = eventsOf([{ ...runStarted, diagnosisId: 'd-2', continues: 'd-1' }]);
    const state = stateAfter(
      { type: 'opened', diagnosisId: 'd-2' },
      { type: 'received', diagnosisId: 'd-2', events: followUp },
    );
    expect(state.exchanges.map((exchange) => exchange.diagnosisId)).toEqual(['d-1', 'd-2']);
    const filled = conversationReducer(state, { type: 'received', diagnosisId: 'd-1', events: run });
    expect(filled.exchanges[0]?.items).toHaveLength(1);
  });

  it('drops events of a diagnosis that is no longer shown', () => {
    const state = stateAfter({ type: 'cleared' }, { type: 'received', diagnosisId: 'd-1', events: run });
    expect(state.exchanges).toEqual([]);
  });

  it('marks a run whose log stops before its end as interrupted, and only such a run', () => {
    const closed = { type: 'stream-closed' as const, diagnosisId: 'd-1' };
    const opened = { type: 'opened' as const, diagnosisId: 'd-1' };
    const halfway = stateAfter(
      opened,
      { type: 'received', diagnosisId: 'd-1', events: run.slice(0, 2) },
      closed,
    );
    expect(halfway.exchanges[0]?.interrupted).toBe(true);
    const whole = stateAfter(opened, { type: 'received', diagnosisId: 'd-1', events: run }, closed);
    expect(whole.exchanges[0]?.interrupted).toBe(false);
    expect(whole.exchanges.some(isRunning)).toBe(false);
  });

  it('keeps why a diagnosis cannot be read', () => {
    const state = stateAfter(
      { type: 'opened', diagnosisId: 'd-1' },
      { type: 'stream-refused', diagnosisId: 'd-1', message: 'There is no diagnosis d-1.' },
    );
    expect(state.exchanges[0]?.unreadable).toBe('There is no diagnosis d-1.');
    expect(state.exchanges.some(isRunning)).toBe(false);
  });

  it('says that it is reconnecting until something arrives', () => {
    const lost = stateAfter(
      { type: 'opened', diagnosisId: 'd-1' },
      { type: 'reconnecting', diagnosisId: 'd-1', attempt: 2 },
    );
    expect(lost.reconnecting).toEqual({ diagnosisId: 'd-1', attempt: 2 });
    const back = conversationReducer(lost, { type: 'received', diagnosisId: 'd-1', events: run });
    expect(back.reconnecting).toBeNull();
  });
});
