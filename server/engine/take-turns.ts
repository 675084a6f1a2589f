import type { Agent, SharedRun } from './agent';
import { askModel, type Reply } from './ask-model';
import { makeRoom } from './compact';
import { itemIdOf, lengthOf, messagesOf } from './conversation';
import { emptyAnswerNote, salvageNote, turnNote } from './prompt';
import type { ModelRequest, ToolOffer } from './providers/provider';
import { ProviderError } from './providers/provider';
import type { RunEvent } from './run-event';
import { runTools, withUniqueIds } from './run-tools';
import type { TextWatch } from './text-watch';
import { createTokenEstimate } from './token-estimate';
import { toolsFor } from './tools/index';

/** How the turns went, and what the agent said at the end. */
export interface TurnsEnd {
  how: 'answered' | 'salvaged' | 'silent';
  text: string;
}

/**
 * Lets the model call tools or answer, turn by turn, until it answers or the turns run out; then one more call without tools
 * salvages an answer from what was gathered. Throws ProviderError, or the signal's reason when that is aborted.
 */
export async function* takeTurns(options: {
  shared: SharedRun;
  agent: Agent;
  watch: TextWatch;
}): AsyncGenerator<RunEvent, TurnsEnd> {
  const { shared, agent } = options;
  const { conversation, context, name } = agent;
  const { clock, signal } = shared;
  const { maxTurns } = shared.options;
  const offers = offersOf(toolsFor({ depth: name.depth, maxDepth: shared.options.maxDepth }));
  const ask = asker(options);
  for (let turn = agent.turnsTaken + 1; turn <= maxTurns; turn += 1) {
    yield { type: 'turn-started', turn, maxTurns };
    const reply = yield* ask({ note: turnNote(turn, maxTurns), tools: offers, turn });
    if (reply.toolCalls.length === 0) {
      if (reply.text.trim() !== '') return { how: 'answered', text: reply.text };
      conversation.turns.push({ note: emptyAnswerNote });
      continue;
    }
    const toolCalls = withUniqueIds(reply.toolCalls, shared.callIds);
    const answered = yield* runTools({ calls: toolCalls, context, clock, signal });
    const { text, carried } = reply;
    const asked = { role: 'assistant', text, toolCalls, carried } as const;
    conversation.turns.push({ itemId: itemIdOf(turn), asked, answered, summary: null });
  }
  const { text } = yield* ask({ note: salvageNote, tools: [], turn: maxTurns });
  return { how: text.trim() === '' ? 'silent' : 'salvaged', text };
}

function offersOf(tools: readonly ToolOffer[]): ToolOffer[] {
  return tools.map(({ name, description, parameters }) => ({ name, description, parameters }));
}

interface Asking {
  /** Told with this call and not kept. */
  note: string;
  tools: ToolOffer[];
  turn: number;
}

/** Calls of the model within its window: room is made before each, and once more where the provider says that it was too much. */
function asker({ shared, agent, watch }: Parameters<typeof takeTurns>[0]) {
  const { conversation, context } = agent;
  const { tally } = context;
  const estimate = createTokenEstimate();
  const room = (overflowed: boolean) => makeRoom({ conversation, estimate, shared, tally, overflowed });

  async function* once({ note, tools, turn }: Asking): AsyncGenerator<RunEvent, Reply> {
    const { options, signal } = shared;
    const messages = messagesOf(conversation);
    const request: ModelRequest = {
      messages: [...messages, { role: 'user', text: note }],
      tools,
      turn: { turn, maxTurns: options.maxTurns },
      signal,
    };
    const reply = yield* listen({ shared, request, tally, watch });
    estimate.learn({ characters: lengthOf(messages), tokens: reply.inputTokens });
    return reply;
  }

  return async function* ask(asking: Asking): AsyncGenerator<RunEvent, Reply> {
    yield* room(false);
    try {
      return yield* once(asking);
    } catch (error) {
      if (!(error instanceof ProviderError && error.overflow)) throw error;
      const smaller = yield* room(true);
      if (!smaller) throw error;
      yield { type: 'retrying', attempt: 1, delayMs: 0, reason: error.message };
      return yield* once(asking);
    }
  };
}

/** One call of the model; its text is watched as it streams, and once more when it is whole. */
async function* listen(options: {
  shared: SharedRun;
  request: ModelRequest;
  tally: Agent['context']['tally'];
  watch: TextWatch;
}): AsyncGenerator<RunEvent, Reply> {
  const { shared, request, tally, watch } = options;
  const { clock, models } = shared;
  const reply = yield* askModel({ provider: models.run, request, clock, tally, onText: watch.grow });
  const cut = reply.cut && reply.toolCalls.length === 0 ? cutNote : '';
  if (cut !== '') yield { type: 'text-delta', text: cut };
  yield* watch.finish(reply.text);
  return { ...reply, text: reply.text + cut };
}

const cutNote = '\n\n*(The model reached its output limit here; the answer is not complete.)*';
