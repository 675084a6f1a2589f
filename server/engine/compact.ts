import type { ContextItem } from '../../lib/contracts/diagnosis-event';
import type { SharedRun } from './agent';
import { askAside } from './ask-aside';
import {
  type Conversation,
  lengthOf,
  messagesOf,
  summaryMessage,
  type TurnItem,
  wholeTurns,
} from './conversation';
import { cutText } from './limits';
import { compactionPrompt } from './prompt';
import { ProviderError } from './providers/provider';
import type { RunEvent } from './run-event';
import type { TokenEstimate } from './token-estimate';
import type { Tally } from './tool-context';

/** Where nothing is known of a model's window. */
const assumedTokens = 128_000;
/** Shares of the window: above the first there is no room for the next turn, below the second there is for several. */
const fullAt = 0.75;
const roomyAt = 0.45;
/** Characters of a turn that are read to summarise it. */
const readCharacters = 60_000;
const summaryCharacters = 2000;
/** Turns that are summarised at the same time. */
const atOnce = 4;

export interface Room {
  conversation: Conversation;
  estimate: TokenEstimate;
  shared: SharedRun;
  tally: Tally;
  /** The provider said that it did not fit: what can go, goes, even the last turn. */
  overflowed: boolean;
}

/**
 * Makes room for the next turn: where the conversation nears the model's window, its oldest turns give way to summaries, each
 * call together with its answers. Returns whether anything was compacted. Throws the signal's reason when it is aborted.
 */
export async function* makeRoom(room: Room): AsyncGenerator<RunEvent, boolean> {
  const { conversation, shared, overflowed } = room;
  const window = shared.models.run.contextTokens ?? assumedTokens;
  const tokensBefore = tokensOf(room);
  if (!overflowed && tokensBefore <= window * fullAt) return false;
  const goal = Math.min(window * roomyAt, overflowed ? tokensBefore / 2 : Number.POSITIVE_INFINITY);
  const chosen = chooseTurns(room, goal);
  if (chosen.length === 0) return false;
  const items: ContextItem[] = [];
  for (let from = 0; from < chosen.length; from += atOnce) {
    const turns = chosen.slice(from, from + atOnce);
    const summaries = await Promise.all(turns.map((turn) => summarise(turn, room)));
    for (const [index, { events, summary }] of summaries.entries()) {
      yield* events;
      const turn = turns[index];
      if (turn === undefined) continue;
      turn.summary = summary;
      items.push({ itemId: turn.itemId, summary });
    }
  }
  yield { type: 'context-compacted', items, tokensBefore, tokensAfter: tokensOf(room) };
  return conversation.turns.length > 0;
}

function tokensOf({ conversation, estimate }: Room): number {
  return estimate.of(lengthOf(messagesOf(conversation)));
}

/** The oldest turns, as many as it takes; the last one stays whole unless the provider refused it. */
function chooseTurns(room: Room, goal: number): TurnItem[] {
  const { conversation, estimate, overflowed } = room;
  const whole = wholeTurns(conversation);
  const candidates = overflowed ? whole : whole.slice(0, -1);
  let characters = lengthOf(messagesOf(conversation));
  const chosen: TurnItem[] = [];
  for (const turn of candidates) {
    if (estimate.of(characters) <= goal) break;
    chosen.push(turn);
    const placeholder = summaryMessage(turn.itemId, ' '.repeat(summaryCharacters / 2));
    characters += lengthOf([placeholder]) - lengthOf([turn.asked, ...turn.answered]);
  }
  return chosen;
}

/** By the compaction model; where that fails, by what was asked and how the answers begin. */
async function summarise(
  turn: TurnItem,
  { shared, tally }: Room,
): Promise<{ events: RunEvent[]; summary: string }> {
  const { models, clock, signal } = shared;
  const messages = compactionPrompt(describeTurn(turn, readCharacters));
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => void events.push(event);
  try {
    const said = await askAside({ provider: models.compaction, messages, clock, tally, signal, emit });
    const summary = said === '' ? plainSummary(turn, 'the model said nothing') : said;
    return { events, summary: cutText(summary, summaryCharacters) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ProviderError)) throw error;
    return { events, summary: plainSummary(turn, error.message) };
  }
}

function plainSummary(turn: TurnItem, reason: string): string {
  return cutText(`(No summary: ${reason}.) ${describeTurn(turn, summaryCharacters)}`, summaryCharacters);
}

/** What was said, asked and answered, cut evenly so that no answer pushes the others out. */
function describeTurn({ asked, answered }: TurnItem, characters: number): string {
  const each = Math.max(80, Math.floor(characters / (answered.length + 1)));
  const said = asked.text.trim() === '' ? [] : [`The agent said: ${cutText(asked.text, each)}`];
  const calls = asked.toolCalls.map((call, index) => {
    const answer = answered[index]?.text ?? '';
    return `It called ${call.name} ${cutText(call.arguments, 400)} and was answered: ${cutText(answer, each)}`;
  });
  return [...said, ...calls].join('\n\n');
}
