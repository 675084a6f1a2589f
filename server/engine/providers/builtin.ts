import { type Filters, filtersSchema } from '../../../lib/contracts/filters';
import { answerTo } from './builtin/answer';
import { nextStep, roundsSinceQuestion } from './builtin/play';
import { understand } from './builtin/question/understand';
import type { Before, Understood } from './builtin/question/understood';
import { signature } from './builtin/words';
import type { ModelEvent, ModelMessage, ModelRequest, Provider } from './provider';

/** What stands where a model's name would. */
export const builtinModel = 'rules';

/**
 * The analyst that needs no model and no key. It reads the question, asks the same tools that a model would, and puts what they
 * say into words by rule. What it says next depends on the conversation alone.
 */
export function builtin(): Provider {
  return {
    name: 'builtin',
    model: builtinModel,
    // Nothing may be compacted: it replays what the tools answered.
    contextTokens: Number.POSITIVE_INFINITY,
    async *respond(request) {
      request.signal.throwIfAborted();
      yield* act(request);
    },
  };
}

function* act({ messages, tools, turn }: ModelRequest): Generator<ModelEvent> {
  const rounds = roundsSinceQuestion(messages);
  const { question, page, before } = asked(messages);
  const step = nextStep(answerTo(understand(question, before), page), rounds);
  if (step.type === 'calls' && tools.length > 0 && turn.turn < turn.maxTurns) {
    for (const [index, { name, args }] of step.calls.entries()) {
      const callId = `call-${rounds.length + 1}-${index + 1}`;
      yield { type: 'tool-call', call: { callId, name, arguments: JSON.stringify(args) } };
    }
  } else {
    const answer =
      step.type === 'answer'
        ? step.text
        : `${step.otherwise}\n\nThe turns ran out before everything was read.`;
    yield* lines(`${answer}\n\n${signature}`);
  }
  yield { type: 'finish', reason: 'done' };
}

function* lines(text: string): Generator<ModelEvent> {
  for (const line of text.match(/[^\n]*\n?/g) ?? []) {
    if (line !== '') yield { type: 'text', text: line };
  }
}

/** The question, the filters of the page, and what was asked and answered before it. */
function asked(messages: readonly ModelMessage[]): {
  question: string;
  page: Filters;
  before: Before | null;
} {
  let before: Before | null = null;
  const spoken = messages.filter((message) => message.role === 'user' || message.role === 'assistant');
  for (const [at, message] of spoken.entries()) {
    if (message.role !== 'user') continue;
    const next = spoken[at + 1];
    if (next?.role !== 'assistant' || next.toolCalls.length > 0)
      return { ...withoutPreface(message.text), before };
    const understood: Understood = understand(message.text, before);
    // What was not understood gives nothing to go on from.
    if (understood.parts.length > 0) before = { understood, answer: next.text, before };
  }
  return { question: '', page: {}, before };
}

/** The engine puts a preface about the dataset and the filters before the question. */
function withoutPreface(text: string): { question: string; page: Filters } {
  const end = text.indexOf('\n\n');
  if (end === -1) return { question: text, page: {} };
  const filters = /The question is about the traces that match (\{.*?\})\. The tools apply/.exec(
    text.slice(0, end),
  )?.[1];
  return { question: text.slice(end + 2), page: filtersSchema.safeParse(parse(filters)).data ?? {} };
}

function parse(json: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return value;
  } catch {
    return {};
  }
}
