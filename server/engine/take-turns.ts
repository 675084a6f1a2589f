import { askModel, type Reply } from './ask-model';
import type { CitationCheck } from './check-citations';
import type { Clock } from './clock';
import type { DiagnoseOptions } from './diagnose';
import { emptyAnswerNote, questionPrompt, salvageNote, systemPrompt, turnNote } from './prompt';
import type { ModelMessage, ModelRequest, ToolOffer } from './providers/provider';
import type { RunEvent } from './run-event';
import { runTools, withUniqueIds } from './run-tools';
import type { ToolContext } from './tool-context';
import { tools } from './tools/index';

/** A diagnosis under way. */
export type Run = DiagnoseOptions & { clock: Clock };

/** How the turns went; the receipt is still to be written. */
export type TurnsEnd = 'answered' | 'salvaged' | 'silent';

/**
 * Lets the model call tools or answer, turn by turn, until it answers or the turns run out; then one more call without tools
 * salvages an answer from what was gathered.
 */
export async function* takeTurns(options: {
  run: Run;
  context: ToolContext;
  citations: CitationCheck;
}): AsyncGenerator<RunEvent, TurnsEnd> {
  const { run, context, citations } = options;
  const { clock, signal } = run;
  const { maxTurns } = run.options;
  const messages = openingMessages(run);
  const callIds = new Set<string>();
  const ask = (call: { note: string; tools: ToolOffer[]; turn: number }) => {
    const request: ModelRequest = {
      messages: [...messages, { role: 'user', text: call.note }],
      tools: call.tools,
      turn: { turn: call.turn, maxTurns },
      signal,
    };
    return listenAndCheck({ run, request, context, citations });
  };
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    yield { type: 'turn-started', turn, maxTurns };
    const reply = yield* ask({ note: turnNote(turn, maxTurns), tools: offers, turn });
    if (reply.toolCalls.length === 0) {
      if (reply.text.trim() !== '') return 'answered';
      messages.push({ role: 'user', text: emptyAnswerNote });
      continue;
    }
    const calls = withUniqueIds(reply.toolCalls, callIds);
    messages.push({ role: 'assistant', text: reply.text, toolCalls: calls, carried: reply.carried });
    messages.push(...(yield* runTools({ calls, context, clock, signal })));
  }
  const last = yield* ask({ note: salvageNote, tools: [], turn: maxTurns });
  return last.text.trim() === '' ? 'silent' : 'salvaged';
}

const offers: ToolOffer[] = tools.map(({ name, description, parameters }) => ({
  name,
  description,
  parameters,
}));

function openingMessages(run: Run): ModelMessage[] {
  const messages: ModelMessage[] = [{ role: 'system', text: systemPrompt }];
  for (const { question, answer } of run.history ?? []) {
    messages.push({ role: 'user', text: question });
    messages.push({ role: 'assistant', text: answer, toolCalls: [] });
  }
  const { question, dataset, filters } = run;
  messages.push({ role: 'user', text: questionPrompt({ question, datasetName: dataset.name, filters }) });
  return messages;
}

/** One call of the model; the citations in its text are checked as it streams, and once more when it is whole. */
async function* listenAndCheck(options: {
  run: Run;
  request: ModelRequest;
  context: ToolContext;
  citations: CitationCheck;
}): AsyncGenerator<RunEvent, Reply> {
  const { run, request, context, citations } = options;
  const { provider, clock } = run;
  const { tally } = context;
  const reply = yield* askModel({ provider, request, clock, tally, onText: (text) => citations.grow(text) });
  const cut = reply.cut && reply.toolCalls.length === 0 ? cutNote : '';
  if (cut !== '') yield { type: 'text-delta', text: cut };
  yield* citations.finish(reply.text);
  return { ...reply, text: reply.text + cut };
}

const cutNote = '\n\n*(The model reached its output limit here; the answer is not complete.)*';
