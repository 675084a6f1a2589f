import { stat } from 'node:fs/promises';
import type { Finding } from '../../lib/contracts/finding';
import { diagnosisIds, logFile, parseEvent, readLines } from './diagnosis-files';

/** A finding of a stored diagnosis. */
export interface StoredFinding {
  finding: Finding;
  diagnosisId: string;
  question: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Findings of all stored diagnoses, of one dataset where that is given, newest first. */
export async function listFindings(
  home: string,
  { datasetId }: { datasetId?: string | undefined } = {},
): Promise<StoredFinding[]> {
  const found: StoredFinding[] = [];
  for (const id of await diagnosisIds(home)) found.push(...(await findingsOf(home, id)));
  return found
    .filter(({ finding }) => datasetId === undefined || finding.datasetId === datasetId)
    .sort((a, b) => b.at - a.at);
}

/** What a log said when it had this size; a log only grows. */
const cache = new Map<string, { bytes: number; findings: StoredFinding[] }>();

async function findingsOf(home: string, id: string): Promise<StoredFinding[]> {
  const file = logFile(home, id);
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  const known = cache.get(file);
  if (known?.bytes === size) return known.findings;
  const findings = size > 0 ? await read(file, id) : [];
  cache.set(file, { bytes: size, findings });
  return findings;
}

const telling = /"type":"(?:run-started|finding-reported|turn-started|run-resumed)"/;

async function read(file: string, diagnosisId: string): Promise<StoredFinding[]> {
  let findings: StoredFinding[] = [];
  let complete = findings;
  let question = '';
  for await (const line of readLines(file)) {
    if (!telling.test(line)) continue;
    const event = parseEvent(line);
    if (event?.type === 'run-started') question = event.question;
    if (event?.type === 'turn-started' && event.depth === 0) complete = findings;
    // The turn that was under way is done again, and so is what it reported.
    if (event?.type === 'run-resumed') findings = complete;
    if (event?.type !== 'finding-reported') continue;
    findings = [...findings, { finding: event.finding, diagnosisId, question, at: event.at }];
  }
  return findings;
}
