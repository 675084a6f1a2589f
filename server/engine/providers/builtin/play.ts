import { z } from 'zod';
import type { ModelMessage } from '../provider';

export interface PlayCall {
  name: string;
  args: Record<string, unknown>;
}

/** What a tool answered to one of the calls; `ok` is false where it refused. */
export interface PlayAnswer {
  ok: boolean;
  result: unknown;
}

export interface Ask {
  calls: PlayCall[];
  /** The answer to give where no turn is left to hear what these calls say. */
  otherwise: string;
}

/**
 * How one kind of question is answered: it asks tools, is given what they answered (in the order of the calls), and returns the
 * answer. A play decides by what it is given alone, so that it can be replayed from a conversation.
 */
export type Play<Result = string> = Generator<Ask, Result, PlayAnswer[]>;

export type Step = { type: 'calls'; calls: PlayCall[]; otherwise: string } | { type: 'answer'; text: string };

/** The next step of a play in a conversation that already holds the answers to its earlier asks. */
export function nextStep(play: Play, rounds: PlayAnswer[][]): Step {
  let turn = play.next();
  for (const answers of rounds) {
    if (turn.done) break;
    turn = play.next(answers);
  }
  return turn.done
    ? { type: 'answer', text: turn.value }
    : { type: 'calls', calls: turn.value.calls, otherwise: turn.value.otherwise };
}

/** What is said where not even the first turn can be used to read. */
export const noTurnLeft = 'No turn is left to read the data with. Ask again with at least six turns.';

/** What is said where the tools answered nothing that can be used. */
export const unreadable = 'The data could not be read; see what the tools answered.';

const refusalSchema = z.object({ error: z.string(), instead: z.string() });

/** Why a tool refused; undefined where it did not. */
export function refusalOf({ ok, result }: PlayAnswer): string | undefined {
  return ok ? undefined : refusalSchema.safeParse(result).data?.error;
}

/** What the tools answered since the last question, one list a turn, in the order of the calls. */
export function roundsSinceQuestion(messages: ModelMessage[]): PlayAnswer[][] {
  const asked = messages.findLastIndex(
    (message) => message.role === 'assistant' && message.toolCalls.length === 0,
  );
  const rounds: PlayAnswer[][] = [];
  for (const message of messages.slice(asked + 1)) {
    if (message.role === 'assistant') rounds.push([]);
    if (message.role !== 'tool') continue;
    const result: unknown = JSON.parse(message.text);
    rounds.at(-1)?.push({ ok: !refusalSchema.safeParse(result).success, result });
  }
  return rounds;
}
