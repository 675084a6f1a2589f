import type { DiagnosisEvent } from '../contracts/diagnosis-event';
import { applyEvent, type Exchange, isRunning, newExchange } from './exchange';

/** Exchanges in the order in which they were asked; each goes on from the one before. */
export interface Conversation {
  exchanges: Exchange[];
  /** The stream of this diagnosis broke and is being opened again; `attempt` counts from 1. */
  reconnecting: { diagnosisId: string; attempt: number } | null;
}

export type ConversationAction =
  | { type: 'opened'; diagnosisId: string }
  | { type: 'asked'; diagnosisId: string; question: string; continues: string | null }
  | { type: 'received'; diagnosisId: string; events: DiagnosisEvent[] }
  | { type: 'reconnecting'; diagnosisId: string; attempt: number }
  | { type: 'stream-closed'; diagnosisId: string }
  /** The server goes on with a run that was interrupted. */
  | { type: 'resumed'; diagnosisId: string }
  | { type: 'stream-refused'; diagnosisId: string; message: string }
  | { type: 'cleared' };

export const emptyConversation: Conversation = { exchanges: [], reconnecting: null };

/**
 * The one reducer of the chat. Live and stored events go through it alike, so that a replay shows what was seen live. When a run
 * says that it goes on from another, that one takes its place before it, empty until its own events are in.
 */
export function conversationReducer(state: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case 'opened':
      return { exchanges: [newExchange(action.diagnosisId)], reconnecting: null };
    case 'asked': {
      const asked = { ...newExchange(action.diagnosisId, action.question), continues: action.continues };
      return { exchanges: [...state.exchanges, asked], reconnecting: null };
    }
    case 'received':
      return received(state, action.diagnosisId, action.events);
    case 'reconnecting': {
      const { diagnosisId, attempt } = action;
      return { ...state, reconnecting: { diagnosisId, attempt } };
    }
    case 'resumed':
      return {
        ...state,
        exchanges: state.exchanges.map((exchange) =>
          exchange.diagnosisId === action.diagnosisId ? { ...exchange, interrupted: false } : exchange,
        ),
      };
    case 'stream-closed':
      return stopped(state, action.diagnosisId, { interrupted: true });
    case 'stream-refused':
      return stopped(state, action.diagnosisId, { unreadable: action.message });
    case 'cleared':
      return emptyConversation;
    default:
      return action satisfies never;
  }
}

/** The conversation that stored events of one diagnosis give; what a page that is rendered on the server begins with. */
export function conversationOf(diagnosisId: string, events: DiagnosisEvent[]): Conversation {
  const opened = conversationReducer(emptyConversation, { type: 'opened', diagnosisId });
  return conversationReducer(opened, { type: 'received', diagnosisId, events });
}

function received(state: Conversation, diagnosisId: string, events: DiagnosisEvent[]): Conversation {
  const index = state.exchanges.findIndex((exchange) => exchange.diagnosisId === diagnosisId);
  const before = state.exchanges[index];
  if (before === undefined) return state;
  const exchange = events.reduce(applyEvent, before);
  const exchanges = state.exchanges.with(index, exchange);
  return { exchanges: withPredecessor(exchanges, exchange), reconnecting: connected(state, diagnosisId) };
}

/** Ends the wait for events of a run that is not over. */
function stopped(state: Conversation, diagnosisId: string, why: Partial<Exchange>): Conversation {
  const exchanges = state.exchanges.map((exchange) =>
    exchange.diagnosisId === diagnosisId && isRunning(exchange) ? { ...exchange, ...why } : exchange,
  );
  return { exchanges, reconnecting: connected(state, diagnosisId) };
}

function withPredecessor(exchanges: Exchange[], { diagnosisId, continues }: Exchange): Exchange[] {
  if (continues === null || exchanges.some((other) => other.diagnosisId === continues)) return exchanges;
  const index = exchanges.findIndex((other) => other.diagnosisId === diagnosisId);
  return exchanges.toSpliced(index, 0, newExchange(continues));
}

function connected(state: Conversation, diagnosisId: string): Conversation['reconnecting'] {
  return state.reconnecting?.diagnosisId === diagnosisId ? null : state.reconnecting;
}
