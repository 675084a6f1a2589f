import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/app-error';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import type { Filters } from '../../lib/contracts/filters';
import type { WantedOptions } from '../../lib/contracts/run-options';
import type { Config } from '../config';
import { diagnose, type EarlierExchange } from '../engine/diagnose';
import { createProvider, runOptions } from '../engine/providers/create-provider';
import { openDataset } from '../store/datasets';
import { appendEvent, readEvents } from '../store/diagnoses';
import { readHistory } from './diagnosis-history';

/** A run that goes on in this process, whoever watches. */
interface LiveRun {
  stop: AbortController;
  /** Called with every event, after it was stored. */
  followers: Set<(event: DiagnosisEvent) => void>;
  ended: Promise<void>;
}

export interface DiagnosisRequest {
  config: Config;
  datasetId: string;
  question: string;
  filters: Filters;
  options?: WantedOptions | undefined;
  /** The diagnosis that this one goes on from. */
  continues?: string | null | undefined;
}

/**
 * Starts a run that belongs to the server: it goes on when the browser leaves, and every event is stored before it is told.
 * Throws AppError `not-found` where there is no such dataset or earlier diagnosis.
 */
export async function startDiagnosis(request: DiagnosisRequest): Promise<{ diagnosisId: string }> {
  const { config, datasetId, question, filters } = request;
  const continues = request.continues ?? null;
  const { dataset, database } = await openDataset(config.home, datasetId);
  const history: EarlierExchange[] = await readHistory(config.home, continues);
  const options = runOptions(config, request.options);
  const diagnosisId = randomUUID();
  const stop = new AbortController();
  const events = diagnose({
    diagnosisId,
    question,
    filters,
    dataset,
    database,
    home: config.home,
    root: config.root,
    provider: createProvider(config, options),
    options,
    history,
    continues,
    signal: stop.signal,
  });
  const followers: LiveRun['followers'] = new Set();
  const tell = async (event: DiagnosisEvent) => {
    await appendEvent({ home: config.home, id: diagnosisId, event });
    for (const follower of followers) follower(event);
  };
  // The first event is stored before the id is given away, so that whoever follows it finds the log.
  const first = await events.next();
  if (first.done !== true) await tell(first.value);
  const ended = drain({ events, tell, diagnosisId }).finally(() => liveRuns().delete(diagnosisId));
  liveRuns().set(diagnosisId, { stop, followers, ended });
  return { diagnosisId };
}

/** A log that cannot be written ends the run: events that nobody stored must not be told. */
async function drain(options: {
  events: AsyncGenerator<DiagnosisEvent>;
  tell: (event: DiagnosisEvent) => Promise<void>;
  diagnosisId: string;
}): Promise<void> {
  try {
    for await (const event of options.events) await options.tell(event);
  } catch (error) {
    console.error(`The diagnosis ${options.diagnosisId} stopped: its log cannot be written.`, error);
  }
}

/**
 * The events of a diagnosis from number `from` on: the stored ones, then the live ones, without gap or repetition. It ends after
 * `run-ended`, or where the stored events end if nothing runs here. Throws AppError `not-found`.
 */
export async function* followDiagnosis(options: {
  home: string;
  id: string;
  from: number;
  signal?: AbortSignal | undefined;
}): AsyncGenerator<DiagnosisEvent> {
  const { home, id, signal } = options;
  const live = liveRuns().get(id);
  const arrived: DiagnosisEvent[] = [];
  let wake = () => {};
  const onEvent = (event: DiagnosisEvent) => {
    arrived.push(event);
    wake();
  };
  const onStop = () => wake();
  live?.followers.add(onEvent);
  signal?.addEventListener('abort', onStop, { once: true });
  let over = live === undefined;
  live?.ended.then(() => {
    over = true;
    wake();
  });
  try {
    let next = options.from;
    for await (const event of readEvents({ home, id, from: next, signal })) {
      yield event;
      next = event.seq + 1;
      if (event.type === 'run-ended') return;
    }
    while (signal?.aborted !== true) {
      const event = arrived.shift();
      if (event === undefined) {
        if (over) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (event.seq >= next) {
        yield event;
        next = event.seq + 1;
        if (event.type === 'run-ended') return;
      }
    }
  } finally {
    live?.followers.delete(onEvent);
    signal?.removeEventListener('abort', onStop);
  }
}

/** Stops a run at once, down to the model's request and the running query. Throws AppError `conflict` where nothing runs. */
export async function cancelDiagnosis(id: string): Promise<void> {
  const live = liveRuns().get(id);
  if (live === undefined) {
    throw new AppError(
      'conflict',
      `The diagnosis ${id} does not run: it has ended, or runs in another process.`,
    );
  }
  live.stop.abort(new AppError('cancelled', 'The run was cancelled.'));
  await live.ended;
}

/** Cancels every run of this process; resolves when all have stopped. */
export async function endDiagnoses(): Promise<void> {
  await Promise.all([...liveRuns().keys()].map(cancelDiagnosis));
}

/** Ids of the diagnoses that run in this process. */
export function runningDiagnoses(): ReadonlySet<string> {
  return new Set(liveRuns().keys());
}

/** Next bundles modules more than once; the runs must be one list all the same. */
function liveRuns(): Map<string, LiveRun> {
  const shared: typeof globalThis & { haloDiagnoses?: Map<string, LiveRun> } = globalThis;
  shared.haloDiagnoses ??= new Map();
  return shared.haloDiagnoses;
}
