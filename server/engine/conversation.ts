import type { ModelMessage } from './providers/provider';

export type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;
export type ToolMessage = Extract<ModelMessage, { role: 'tool' }>;

/** A turn in which tools were called: what was said and asked, and what every tool answered. */
export interface TurnItem {
  /** Unique in its conversation: `turn-3`. */
  itemId: string;
  asked: AssistantMessage;
  /** One a call, in the order of the calls. */
  answered: ToolMessage[];
  /** What stands in its place once it was compacted. The whole is kept. */
  summary: string | null;
}

/** What one agent was told, did and heard. */
export interface Conversation {
  /** The system prompt, earlier exchanges, and the question: never compacted. */
  opening: ModelMessage[];
  turns: (TurnItem | { note: string })[];
}

export function itemIdOf(turn: number): string {
  return `turn-${turn}`;
}

/** The conversation as the model is shown it. A call and its answers are there together, or neither is. */
export function messagesOf({ opening, turns }: Conversation): ModelMessage[] {
  const messages = [...opening];
  for (const turn of turns) {
    if ('note' in turn) messages.push({ role: 'user', text: turn.note });
    else if (turn.summary === null) messages.push(turn.asked, ...turn.answered);
    else messages.push(summaryMessage(turn.itemId, turn.summary));
  }
  return messages;
}

/** The turns that stand there whole, oldest first. */
export function wholeTurns({ turns }: Conversation): TurnItem[] {
  return turns.flatMap((turn) => ('note' in turn || turn.summary !== null ? [] : turn));
}

export function findItem({ turns }: Conversation, itemId: string): TurnItem | undefined {
  return turns.flatMap((turn) => ('note' in turn ? [] : turn)).find((turn) => turn.itemId === itemId);
}

export function summaryMessage(itemId: string, summary: string): ModelMessage {
  const text = `[${itemId}, summarised to save room: ${summary} The whole of it: get_context_item {"item_id":"${itemId}"}.]`;
  return { role: 'user', text };
}

/** Characters of everything that a model reads of these messages. */
export function lengthOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, message) => sum + messageLength(message), 0);
}

function messageLength(message: ModelMessage): number {
  if (message.role !== 'assistant') return message.text.length;
  const calls = message.toolCalls.reduce((sum, call) => sum + call.name.length + call.arguments.length, 0);
  return message.text.length + calls;
}
