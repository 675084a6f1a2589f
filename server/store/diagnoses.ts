import { appendFile, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error';
import type { DiagnosisEvent, DiagnosisSummary } from '../../lib/contracts/diagnosis-event';
import {
  diagnosisIds,
  disown,
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
  if (event.type === 'run-started' || event.type === 'run-resumed') {
    await mkdir(join(home, 'diagnoses'), { recursive: true });
    await writeFile(ownerFile(home, id), String(process.pid));
  }
  await appendFile(file, `${JSON.stringify(event)}\n`);
  if (event.type === 'run-ended') await disown(home, id);
}

/**
 * Takes away what a crash left at the end of a log that is no whole event, so that it can be written on. Only for a run that nobody
 * writes.
 */
export async function mendLog(home: string, id: string): Promise<void> {
  const file = logFile(home, id);
  const bytes = await readFile(file);
  let whole = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, whole)) {
    if (parseEvent(bytes.toString('utf8', whole, end)) === undefined) break;
    whole = end + 1;
  }
  if (whole < bytes.length) await truncate(file, whole);
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
  await disown(home, id);
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

const telling = /"type":"(?:finding-reported|turn-started|run-resumed|run-ended)"/;

/** Reads every line but parses the few that matter: a log is mostly pieces of text and results of tools. */
async function fold(file: string, id: string): Promise<DiagnosisSummary | undefined> {
  let summary: DiagnosisSummary | undefined;
  let before = 0;
  for await (const line of readLines(file)) {
    if (summary && !telling.test(line)) continue;
    const event = parseEvent(line);
    if (event?.type === 'run-started') summary ??= started(id, event);
    if (event?.type === 'turn-started' && event.depth === 0) before = summary?.findings ?? 0;
    // The turn that was under way is done again, and so is what it reported.
    if (summary && event?.type === 'run-resumed') summary.findings = before;
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
