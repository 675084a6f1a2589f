import type { Dataset } from '../../lib/contracts/dataset';
import type { DiagnosisEvent, Receipt, RunEnd, RunOptions } from '../../lib/contracts/diagnosis-event';
import type { Filters } from '../../lib/contracts/filters';
import type { Database } from '../database';
import { askModel, type Reply } from './ask-model';
import { type CitationCheck, checkCitationsOf } from './check-citations';
import { type Clock, systemClock } from './clock';
import { emptyAnswerNote, questionPrompt, salvageNote, systemPrompt, turnNote } from './prompt';
import type { ModelMessage, Provider, ToolOffer } from './providers/provider';
import { ProviderError } from './providers/provider';
import { writeReceipt } from './receipt';
import { type RunEvent, stamper } from './run-event';
import { runTools, withUniqueIds } from './run-tools';
import { createToolContext, type ToolContext } from './tool-context';
import { tools } from './tools/index';

/** A question and its answer, earlier in the same conversation. */
export interface EarlierExchange {
  question: string;
  answer: string;
}

export interface DiagnoseOptions {
  diagnosisId: string;
  question: string;
  /** The filters that were on screen; the question is about these traces. */
  filters: Filters;
  dataset: Pick<Dataset, 'id' | 'name'>;
  database: Database;
  provider: Provider;
  options: RunOptions;
  /** Oldest first. */
  history?: EarlierExchange[];
  /** The diagnosis that this one goes on from. */
  continues?: string | null;
  signal: AbortSignal;
  clock?: Clock;
}

/**
 * Answers one question about traces: a loop of turns, told as events. It never throws; whatever happens, `run-started` comes
 * first and exactly one `run-ended` last.
 */
export async function* diagnose(run: DiagnoseOptions): AsyncGenerator<DiagnosisEvent> {
  const clock = run.clock ?? systemClock;
  const stamp = stamper(clock);
  // A consumer that stops reading stops the run.
  const stopped = new AbortController();
  const signal = AbortSignal.any([run.signal, stopped.signal]);
  const { diagnosisId, dataset, question, filters, options } = run;
  yield stamp({
    type: 'run-started',
    diagnosisId,
    datasetId: dataset.id,
    datasetName: dataset.name,
    question,
    filters,
    continues: run.continues ?? null,
    options,
  });
  try {
    for await (const event of converse({ ...run, signal, clock })) yield stamp(event);
  } finally {
    stopped.abort();
  }
}

type Run = DiagnoseOptions & { clock: Clock };

async function* converse(run: Run): AsyncGenerator<RunEvent> {
  const context = createToolContext(run);
  const citations = checkCitationsOf({ database: context.database, clock: run.clock, signal: run.signal });
  const startedAt = run.clock.now();
  const usage = { inputTokens: 0, outputTokens: 0 };
  let end: RunEnd;
  try {
    const turns = takeTurns({ run, context, citations });
    let step = await turns.next();
    for (; !step.done; step = await turns.next()) {
      if (step.value.type === 'usage') {
        usage.inputTokens += step.value.inputTokens;
        usage.outputTokens += step.value.outputTokens;
      }
      yield step.value;
    }
    const ms = run.clock.now() - startedAt;
    const receipt = await writeReceipt({ context, citations: citations.latest(), usage, ms, run });
    end = withReceipt(step.value, receipt);
  } catch (error) {
    end = failure(error, run.signal);
  }
  yield { type: 'run-ended', end };
}

/** How the turns went; the receipt is still to be written. */
type TurnsEnd = 'answered' | 'salvaged' | 'silent';

async function* takeTurns(options: {
  run: Run;
  context: ToolContext;
  citations: CitationCheck;
}): AsyncGenerator<RunEvent, TurnsEnd> {
  const { run, context, citations } = options;
  const { clock, signal } = run;
  const { maxTurns } = run.options;
  const messages = openingMessages(run);
  const callIds = new Set<string>();
  const ask = (note: string, offers: ToolOffer[], turn: number) => {
    const request = {
      messages: [...messages, { role: 'user' as const, text: note }],
      tools: offers,
      turn: { turn, maxTurns },
      signal,
    };
    return listenAndCheck({ run, request, citations });
  };
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    yield { type: 'turn-started', turn, maxTurns };
    const reply = yield* ask(turnNote(turn, maxTurns), offers, turn);
    if (reply.toolCalls.length === 0) {
      if (reply.text.trim() !== '') return 'answered';
      messages.push({ role: 'user', text: emptyAnswerNote });
      continue;
    }
    const calls = withUniqueIds(reply.toolCalls, callIds);
    messages.push({ role: 'assistant', text: reply.text, toolCalls: calls });
    messages.push(...(yield* runTools({ calls, context, clock, signal })));
  }
  const last = yield* ask(salvageNote, [], maxTurns);
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
  request: Parameters<typeof askModel>[0]['request'];
  citations: CitationCheck;
}): AsyncGenerator<RunEvent, Reply> {
  const { run, request, citations } = options;
  const { provider, clock } = run;
  const reply = yield* askModel({ provider, request, clock, onText: (text) => citations.grow(text) });
  const cut = reply.cut && reply.toolCalls.length === 0 ? cutNote : '';
  if (cut !== '') yield { type: 'text-delta', text: cut };
  yield* citations.finish(reply.text);
  return { ...reply, text: reply.text + cut };
}

const cutNote = '\n\n*(The model reached its output limit here; the answer is not complete.)*';

function withReceipt(end: TurnsEnd, receipt: Receipt): RunEnd {
  switch (end) {
    case 'answered':
      return { outcome: 'answered', receipt };
    case 'salvaged': {
      const message =
        'The turns ran out; this answer was made from what had been gathered. Ask again with more turns.';
      return { outcome: 'salvaged', receipt, message };
    }
    case 'silent': {
      const message = 'The turns ran out without an answer. Ask a narrower question, or allow more turns.';
      return { outcome: 'failed', kind: 'budget', message };
    }
    default:
      return end satisfies never;
  }
}

function failure(error: unknown, signal: AbortSignal): RunEnd {
  if (signal.aborted) return { outcome: 'cancelled' };
  if (error instanceof ProviderError) return { outcome: 'failed', kind: error.kind, message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { outcome: 'failed', kind: 'internal', message: `The engine failed: ${reason}. Ask again.` };
}
