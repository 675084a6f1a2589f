import { appendFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import type { DiagnosisEvent, DiagnosisSummary } from '../../lib/contracts/diagnosis-event';
import {
  diagnosisIds,
  logFile,
  logSize,
  ownerFile,
  parseEvent,
  readLines,
  runsElsewhere,
} from './diagnosis-files';

export interface NewEvent {
  home: string;
  /** The diagnosis. */
  id: string;
  event: DiagnosisEvent;
}

/** Appends one event to the log `HALO_HOME/diagnoses/<id>.jsonl`. Await each, so that they stand in order. */
export async function appendEvent({ home, id, event }: NewEvent): Promise<void> {
  const file = logFile(home, id);
  if (event.type === 'run-started') {
    await mkdir(join(home, 'diagnoses'), { recursive: true });
    await writeFile(ownerFile(home, id), String(process.pid));
  }
  await appendFile(file, `${JSON.stringify(event)}\n`);
  if (event.type === 'run-ended') await rm(ownerFile(home, id), { force: true });
}

export interface StoredEvents {
  home: string;
  id: string;
  /** The first `seq` that is wanted. */
  from?: number;
  signal?: AbortSignal | undefined;
}

/**
 * The stored events in order. A last line that was torn by a crash is left out, as is everything after a line that is
 * damaged: events without gaps or none. Throws AppError `not-found`.
 */
export async function* readEvents({
  home,
  id,
  from = 0,
  signal,
}: StoredEvents): AsyncGenerator<DiagnosisEvent> {
  const file = logFile(home, id);
  await logSize(file, id);
  for await (const line of readLines(file)) {
    if (signal?.aborted) return;
    const event = parseEvent(line);
    if (event === undefined) return;
    if (event.seq >= from) yield event;
  }
}

export interface DiagnosisQuery {
  datasetId?: string | undefined;
  /** Ids of the diagnoses that run in this process. Without an end, one is interrupted that no process runs. */
  running?: ReadonlySet<string> | undefined;
}

/** Summaries of the stored diagnoses, newest first. A log that cannot be read is left out. */
export async function listDiagnoses(
  home: string,
  { datasetId, running }: DiagnosisQuery = {},
): Promise<DiagnosisSummary[]> {
  const summaries: DiagnosisSummary[] = [];
  for (const id of await diagnosisIds(home)) {
    const summary = await summarise(home, id);
    if (summary === undefined) continue;
    if (datasetId !== undefined && summary.datasetId !== datasetId) continue;
    const live = summary.state === 'interrupted' && (running?.has(id) || (await runsElsewhere(home, id)));
    summaries.push(live ? { ...summary, state: 'running' } : summary);
  }
  return summaries.sort((a, b) => b.startedAt - a.startedAt || a.id.localeCompare(b.id));
}

/** Throws AppError `not-found` where there is no log of that id. */
export async function findDiagnosis(home: string, id: string): Promise<void> {
  await logSize(logFile(home, id), id);
}

/** Throws AppError `not-found`, or `conflict` while another process runs it and would go on writing. */
export async function removeDiagnosis(home: string, id: string): Promise<void> {
  const file = logFile(home, id);
  await logSize(file, id);
  if (await runsElsewhere(home, id)) {
    throw new AppError(
      'conflict',
      `The diagnosis ${id} runs in another process. End it there, then remove it.`,
    );
  }
  await rm(file, { force: true });
  await rm(ownerFile(home, id), { force: true });
  cache.delete(file);
}

/** What a log said when it had this size; a log only grows. */
const cache = new Map<string, { bytes: number; summary: DiagnosisSummary | undefined }>();

async function summarise(home: string, id: string): Promise<DiagnosisSummary | undefined> {
  const file = logFile(home, id);
  const { size } = await stat(file).catch(() => ({ size: -1 }));
  const known = cache.get(file);
  if (known?.bytes === size) return known.summary;
  const summary = size > 0 ? await fold(file, id) : undefined;
  cache.set(file, { bytes: size, summary });
  return summary;
}

/** Reads every line but parses the few that matter: a log is mostly pieces of text and results of tools. */
async function fold(file: string, id: string): Promise<DiagnosisSummary | undefined> {
  let summary: DiagnosisSummary | undefined;
  for await (const line of readLines(file)) {
    if (summary && !/"type":"(?:finding-reported|run-ended)"/.test(line)) continue;
    const event = parseEvent(line);
    if (event?.type === 'run-started') summary ??= started(id, event);
    if (summary && event?.type === 'finding-reported') summary.findings += 1;
    if (summary && event?.type === 'run-ended') summary.state = event.end.outcome;
    if (!summary) return undefined;
  }
  return summary;
}

function started(id: string, event: Extract<DiagnosisEvent, { type: 'run-started' }>): DiagnosisSummary {
  return {
    id,
    datasetId: event.datasetId,
    datasetName: event.datasetName,
    question: event.question,
    provider: event.options.provider,
    model: event.options.model,
    startedAt: event.at,
    continues: event.continues,
    state: 'interrupted',
    findings: 0,
  };
}
