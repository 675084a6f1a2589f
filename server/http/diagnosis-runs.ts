import { randomUUID } from 'node:crypto';
import { AppError } from '../../lib/app-error';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import type { Filters } from '../../lib/contracts/filters';
import type { WantedOptions } from '../../lib/contracts/run-options';
import type { Config } from '../config';
import { type DiagnoseOptions, diagnose } from '../engine/diagnose';
import { createModels } from '../engine/providers/create-models';
import { runOptions } from '../engine/providers/create-provider';
import { resumptionOf } from '../engine/resume';
import { openDataset } from '../store/datasets';
import { appendEvent, findDiagnosis, mendLog, readEvents } from '../store/diagnoses';
import { disown, runsElsewhere } from '../store/diagnosis-files';
import { readHistory } from './diagnosis-history';

/** A run that goes on in this process, whoever watches. */
interface LiveRun {
  stop: AbortController;
  /** Called with every event, after it was stored. */
  followers: Set<(event: DiagnosisEvent) => void>;
  /** Stops it without an end in its log, so that it can go on later. */
  suspend: () => void;
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
  const history = await readHistory(config.home, continues);
  const options = runOptions(config, request.options);
  const diagnosisId = randomUUID();
  return launch({ config, diagnosisId, question, filters, dataset, database, options, history, continues });
}

/**
 * Goes on with a run that was cut off, under the options that it had: from its last complete turn, in the same log. Throws AppError
 * `not-found` where there is no such diagnosis or its dataset is gone, and `conflict` where it runs or has ended.
 */
export async function resumeDiagnosis({
  config,
  id,
}: {
  config: Config;
  id: string;
}): Promise<{ diagnosisId: string }> {
  if (liveRuns().has(id) || resuming().has(id)) throw runsAlready(id);
  resuming().add(id);
  try {
    return await launch({ config, ...(await readResumption(config.home, id)) });
  } finally {
    resuming().delete(id);
  }
}

async function readResumption(home: string, id: string): Promise<Omit<Launch, 'config'>> {
  await findDiagnosis(home, id);
  if (await runsElsewhere(home, id)) throw runsAlready(id);
  await mendLog(home, id);
  const events: DiagnosisEvent[] = [];
  for await (const event of readEvents({ home, id })) events.push(event);
  const resumption = resumptionOf(events);
  if (resumption === undefined) {
    throw new AppError('conflict', `The diagnosis ${id} has ended. Ask its question again.`);
  }
  const { question, filters, datasetId, options, continues } = resumption.started;
  const opened = await openDataset(home, datasetId);
  const history = await readHistory(home, continues);
  return { diagnosisId: id, question, filters, ...opened, options, history, continues, resumption };
}

function runsAlready(id: string): AppError {
  return new AppError('conflict', `The diagnosis ${id} runs already: follow it, or cancel it.`);
}

type Launch = Omit<DiagnoseOptions, 'home' | 'root' | 'models' | 'signal' | 'clock'> & { config: Config };

/** Resolves when the first event is stored, so that whoever is given the id finds the log. */
async function launch({ config, ...run }: Launch): Promise<{ diagnosisId: string }> {
  const { diagnosisId } = run;
  const { home, root } = config;
  const stop = new AbortController();
  const models = createModels(config, run.options);
  const events = diagnose({ ...run, home, root, models, signal: stop.signal });
  const followers: LiveRun['followers'] = new Set();
  let suspended = false;
  const suspend = () => {
    suspended = true;
    stop.abort(new AppError('cancelled', 'The dashboard is ending.'));
  };
  const tell = async (event: DiagnosisEvent) => {
    if (suspended) return;
    await appendEvent({ home, id: diagnosisId, event });
    for (const follower of followers) follower(event);
  };
  const first = await events.next();
  if (first.done !== true) await tell(first.value);
  const ended = drain({ events, tell, diagnosisId }).finally(() => liveRuns().delete(diagnosisId));
  liveRuns().set(diagnosisId, { stop, followers, suspend, ended });
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
  await stop(live);
}

/** Stops a run as `cancelDiagnosis` does; where it has ended in between there is nothing to stop. */
export async function cancelIfRunning(id: string): Promise<void> {
  const live = liveRuns().get(id);
  if (live) await stop(live);
}

async function stop(live: LiveRun): Promise<void> {
  live.stop.abort(new AppError('cancelled', 'The run was cancelled.'));
  await live.ended;
}

/** Cancels every run of this process; resolves when all have stopped. */
export async function endDiagnoses(): Promise<void> {
  await Promise.all([...liveRuns().values()].map(stop));
}

/** Stops every run of this process and leaves each where it is, to be resumed; resolves when all have stopped. */
export async function suspendDiagnoses(home: string): Promise<void> {
  const runs = [...liveRuns()];
  for (const [, live] of runs) live.suspend();
  await Promise.all(runs.map(([, live]) => live.ended));
  await Promise.all(runs.map(([id]) => disown(home, id)));
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

/** Ids of runs that are about to go on: a log must not be mended while somebody writes it. */
function resuming(): Set<string> {
  const shared: typeof globalThis & { haloResuming?: Set<string> } = globalThis;
  shared.haloResuming ??= new Set();
  return shared.haloResuming;
}
