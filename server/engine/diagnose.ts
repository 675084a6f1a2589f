import { setMaxListeners } from 'node:events';
import { AppError } from '../../lib/app-error';
import type { Dataset } from '../../lib/contracts/dataset';
import type { DiagnosisEvent, Receipt, RunEnd } from '../../lib/contracts/diagnosis-event';
import type { Filters } from '../../lib/contracts/filters';
import type { RunOptions } from '../../lib/contracts/run-options';
import { errorMessage } from '../../lib/error-message';
import type { Database } from '../database';
import { readPatternName } from '../store/pattern-name';
import type { Models, SharedRun } from './agent';
import { checkCitationsOf } from './check-citations';
import { type Clock, systemClock } from './clock';
import { questionPrompt, systemPrompt } from './prompt';
import { type ModelMessage, ProviderError } from './providers/provider';
import { writeReceipt } from './receipt';
import type { Resumption } from './resume';
import { type RunEvent, rootAgent, stamper } from './run-event';
import { withAgent } from './subagent';
import { type TurnsEnd, takeTurns } from './take-turns';
import { createToolContext } from './tool-context';

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
  /** HALO_HOME. */
  home: string;
  /** The folder of package.json. */
  root: string;
  models: Models;
  options: RunOptions;
  /** Oldest first. */
  history?: EarlierExchange[];
  /** The diagnosis that this one goes on from. */
  continues?: string | null;
  /** The run was cut off and goes on from here. */
  resumption?: Resumption | undefined;
  signal: AbortSignal;
  clock?: Clock;
}

type Run = DiagnoseOptions & { clock: Clock };

/**
 * Answers one question about traces: a loop of turns, told as events. It never throws; whatever happens, `run-started` (or
 * `run-resumed`, where it goes on) comes first and exactly one `run-ended` last.
 */
export async function* diagnose(options: DiagnoseOptions): AsyncGenerator<DiagnosisEvent> {
  // A consumer that stops reading stops the run.
  const stopped = new AbortController();
  const signal = AbortSignal.any([options.signal, stopped.signal]);
  // Every query of every tool listens to it.
  setMaxListeners(0, signal);
  const run: Run = { ...options, signal, clock: options.clock ?? systemClock };
  const stamp = stamper(run.clock, run.resumption?.nextSeq);
  yield stamp(await firstEvent(run));
  try {
    for await (const event of converse(run)) yield stamp(event);
  } finally {
    stopped.abort();
  }
}

async function firstEvent(run: Run): Promise<RunEvent> {
  const { diagnosisId, dataset, database, question, filters, options, signal } = run;
  if (run.resumption) return { type: 'run-resumed', options };
  const name = readPatternName({ database, pattern: filters.pattern, signal });
  return {
    type: 'run-started',
    diagnosisId,
    datasetId: dataset.id,
    datasetName: dataset.name,
    question,
    filters,
    // A run begins whether or not its database can be read; what is wrong with that is told by its end.
    patternName: await name.catch(() => null),
    continues: run.continues ?? null,
    options,
  };
}

async function* converse(run: Run): AsyncGenerator<RunEvent> {
  const { clock, signal, models, options, resumption } = run;
  const context = createToolContext(run);
  if (resumption) context.tally.usage = resumption.usage;
  const { database } = context;
  const citations = checkCitationsOf({ database, clock, signal, said: resumption?.said });
  const shared: SharedRun = {
    models,
    options,
    clock,
    signal,
    callIds: new Set(resumption?.callIds),
    lanes: new Map(),
  };
  const conversation = { opening: openingMessages(run), turns: [...(resumption?.turns ?? [])] };
  const root = { name: rootAgent, conversation, context };
  const agent = { ...root, context: withAgent(shared, root), turnsTaken: resumption?.turnsTaken ?? 0 };
  const startedAt = clock.now();
  let end: RunEnd;
  try {
    const outcome = yield* takeTurns({ shared, agent, watch: citations });
    const ms = clock.now() - startedAt;
    const receipt = await writeReceipt({ context, citations: citations.latest(), ms, signal });
    end = withReceipt(outcome, { ...receipt, resumed: resumption !== undefined });
  } catch (error) {
    end = failure(error, signal);
  }
  yield { type: 'run-ended', end };
}

function openingMessages(run: Run): ModelMessage[] {
  const messages: ModelMessage[] = [{ role: 'system', text: systemPrompt }];
  for (const { question, answer } of run.history ?? []) {
    messages.push({ role: 'user', text: question });
    messages.push({ role: 'assistant', text: answer, toolCalls: [] });
  }
  const { question, dataset, filters, options } = run;
  const { datasetNote } = options;
  const text = questionPrompt({ question, datasetName: dataset.name, filters, datasetNote });
  return [...messages, { role: 'user', text }];
}

function withReceipt({ how }: TurnsEnd, receipt: Receipt): RunEnd {
  switch (how) {
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
      return how satisfies never;
  }
}

function failure(error: unknown, signal: AbortSignal): RunEnd {
  if (signal.aborted) return { outcome: 'cancelled' };
  if (error instanceof ProviderError) return { outcome: 'failed', kind: error.kind, message: error.message };
  if (error instanceof AppError) return { outcome: 'failed', kind: 'internal', message: error.message };
  const reason = errorMessage(error);
  return { outcome: 'failed', kind: 'internal', message: `The engine failed: ${reason}. Ask again.` };
}
