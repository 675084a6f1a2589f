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

/** A finding as the lists show it: the newest of those that say the same. */
export interface ListedFinding extends StoredFinding {
  /** How many diagnoses' findings stand behind it, itself among them. */
  reported: number;
}

/**
 * Findings of all stored diagnoses, of one dataset where that is given, newest first. Those of one dataset with the same title and
 * predicate are one: a question that is asked again finds the same again.
 */
export async function listFindings(
  home: string,
  { datasetId }: { datasetId?: string | undefined } = {},
): Promise<ListedFinding[]> {
  const listed = new Map<string, ListedFinding>();
  for (const stored of await allFindings(home)) {
    const { finding } = stored;
    if (datasetId !== undefined && finding.datasetId !== datasetId) continue;
    const same = JSON.stringify([finding.datasetId, finding.title, finding.predicate]);
    const newest = listed.get(same);
    if (newest) newest.reported += 1;
    else listed.set(same, { ...stored, reported: 1 });
  }
  return [...listed.values()];
}

/** The finding of this id, one that the lists fold into a newer one too; undefined where there is none. */
export async function findFinding(home: string, id: string): Promise<StoredFinding | undefined> {
  return (await allFindings(home)).find(({ finding }) => finding.id === id);
}

/** Newest first. */
async function allFindings(home: string): Promise<StoredFinding[]> {
  const found: StoredFinding[] = [];
  for (const id of await diagnosisIds(home)) found.push(...(await findingsOf(home, id)));
  return found.sort((a, b) => b.at - a.at);
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
