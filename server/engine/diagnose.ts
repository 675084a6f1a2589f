import { setMaxListeners } from 'node:events';
import { AppError } from '../../lib/app-error';
import type { Dataset } from '../../lib/contracts/dataset';
import type { DiagnosisEvent, Receipt, RunEnd } from '../../lib/contracts/diagnosis-event';
import type { Filters } from '../../lib/contracts/filters';
import type { RunOptions } from '../../lib/contracts/run-options';
import { errorMessage } from '../../lib/error-message';
import type { Database } from '../database';
import { readPatternName } from '../store/pattern-name';
import { checkCitationsOf } from './check-citations';
import { type Clock, systemClock } from './clock';
import { type Provider, ProviderError } from './providers/provider';
import { writeReceipt } from './receipt';
import { type RunEvent, stamper } from './run-event';
import { type Run, type TurnsEnd, takeTurns } from './take-turns';
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
  // Every query of every tool listens to it.
  setMaxListeners(0, signal);
  const { diagnosisId, dataset, question, filters, options } = run;
  const name = readPatternName({ database: run.database, pattern: filters.pattern, signal });
  yield stamp({
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
  });
  try {
    for await (const event of converse({ ...run, signal, clock })) yield stamp(event);
  } finally {
    stopped.abort();
  }
}

async function* converse(run: Run): AsyncGenerator<RunEvent> {
  const context = createToolContext(run);
  const citations = checkCitationsOf({ database: context.database, clock: run.clock, signal: run.signal });
  const startedAt = run.clock.now();
  let end: RunEnd;
  try {
    const outcome = yield* takeTurns({ run, context, citations });
    const ms = run.clock.now() - startedAt;
    const receipt = await writeReceipt({ context, citations: citations.latest(), ms, run });
    end = withReceipt(outcome, receipt);
  } catch (error) {
    end = failure(error, run.signal);
  }
  yield { type: 'run-ended', end };
}

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
  if (error instanceof AppError) return { outcome: 'failed', kind: 'internal', message: error.message };
  const reason = errorMessage(error);
  return { outcome: 'failed', kind: 'internal', message: `The engine failed: ${reason}. Ask again.` };
}
