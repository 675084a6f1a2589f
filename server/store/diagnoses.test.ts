import { appendFile, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { runOptionsSchema } from '../../lib/contracts/run-options';
import { appendEvent, listDiagnoses, readEvents, removeDiagnosis } from './diagnoses';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-diagnoses-'));
});

afterEach(() => rm(home, { recursive: true }));

const envelope = { agentId: 'root', depth: 0, parentCallId: null };

function started(id: string, at = 1000): DiagnosisEvent {
  return {
    ...envelope,
    seq: 0,
    at,
    type: 'run-started',
    diagnosisId: id,
    datasetId: 'data',
    datasetName: 'traces',
    question: `why ${id}?`,
    filters: { has_errors: true },
    continues: null,
    options: runOptionsSchema.parse({
      provider: 'builtin',
      model: 'rules',
      maxTurns: 20,
      temperature: null,
      maxOutputTokens: null,
    }),
  };
}

function text(seq: number, words: string): DiagnosisEvent {
  return { ...envelope, seq, at: 1001, type: 'text-delta', text: words };
}

function ended(seq: number): DiagnosisEvent {
  return { ...envelope, seq, at: 1002, type: 'run-ended', end: { outcome: 'cancelled' } };
}

async function log(id: string, events: readonly DiagnosisEvent[]): Promise<void> {
  for (const event of events) await appendEvent({ home, id, event });
}

async function stored(id: string, from = 0): Promise<DiagnosisEvent[]> {
  const events: DiagnosisEvent[] = [];
  for await (const event of readEvents({ home, id, from })) events.push(event);
  return events;
}

describe('the log of a diagnosis', () => {
  it('gives back what was appended, from any event on', async () => {
    const events = [started('d1'), text(1, 'line\nbreak and \u2028 separator'), ended(2)];
    await log('d1', events);
    expect(await stored('d1')).toEqual(events);
    expect(await stored('d1', 2)).toEqual([ended(2)]);
  });

  it('is read up to a last line that a crash tore', async () => {
    await log('d1', [started('d1'), text(1, 'whole')]);
    await appendFile(join(home, 'diagnoses', 'd1.jsonl'), '{"seq":2,"at":10');
    expect(await stored('d1')).toEqual([started('d1'), text(1, 'whole')]);
  });

  it('is not found under an unknown id, or one that is a path', async () => {
    for (const id of ['none', '../x', 'a/b', '']) {
      await expect(stored(id), id).rejects.toMatchObject({ code: 'not-found' });
      await expect(removeDiagnosis(home, id), id).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('is gone once removed', async () => {
    await log('d1', [started('d1'), ended(1)]);
    await removeDiagnosis(home, 'd1');
    expect(await listDiagnoses(home)).toEqual([]);
  });
});

describe('the list of diagnoses', () => {
  it('is empty before the first', async () => {
    expect(await listDiagnoses(home)).toEqual([]);
  });

  it('holds the newest first, of one dataset where asked', async () => {
    await log('d1', [started('d1', 1000), ended(1)]);
    await log('d2', [started('d2', 2000), ended(1)]);
    const list = await listDiagnoses(home, { datasetId: 'data' });
    expect(list.map(({ id, state, question }) => [id, state, question])).toEqual([
      ['d2', 'cancelled', 'why d2?'],
      ['d1', 'cancelled', 'why d1?'],
    ]);
    expect(await listDiagnoses(home, { datasetId: 'other' })).toEqual([]);
  });

  it('follows a log that grows, and counts findings but not words about them', async () => {
    await log('d1', [started('d1'), text(1, 'a "type":"finding-reported" in words')]);
    expect(await listDiagnoses(home)).toMatchObject([{ findings: 0 }]);
    await appendEvent({ home, id: 'd1', event: finding(2) });
    expect(await listDiagnoses(home)).toMatchObject([{ findings: 1, state: 'interrupted' }]);
    await appendEvent({ home, id: 'd1', event: ended(3) });
    expect(await listDiagnoses(home)).toMatchObject([{ findings: 1, state: 'cancelled' }]);
  });

  it('tells a run that goes on from one that was interrupted', async () => {
    await log('d1', [started('d1')]);
    expect(await listDiagnoses(home, { running: new Set(['d1']) })).toMatchObject([{ state: 'running' }]);
    expect(await listDiagnoses(home, { running: new Set() })).toMatchObject([{ state: 'interrupted' }]);
  });

  it('shows a run of another process while that process lives', async () => {
    await log('d1', [started('d1')]);
    expect(await readFile(join(home, 'diagnoses', 'd1.pid'), 'utf8')).toBe(String(process.pid));
    await writeFile(join(home, 'diagnoses', 'd1.pid'), String(process.ppid));
    expect(await listDiagnoses(home)).toMatchObject([{ state: 'running' }]);
    await expect(removeDiagnosis(home, 'd1')).rejects.toMatchObject({ code: 'conflict' });
    await utimes(join(home, 'diagnoses', 'd1.jsonl'), new Date(0), new Date(0));
    expect(await listDiagnoses(home)).toMatchObject([{ state: 'interrupted' }]);
    await utimes(join(home, 'diagnoses', 'd1.jsonl'), new Date(), new Date());
    await writeFile(join(home, 'diagnoses', 'd1.pid'), '999999999');
    expect(await listDiagnoses(home)).toMatchObject([{ state: 'interrupted' }]);
  });

  it('leaves out what is no log', async () => {
    await log('d1', [started('d1'), ended(1)]);
    await writeFile(join(home, 'diagnoses', 'empty.jsonl'), '');
    await writeFile(join(home, 'diagnoses', 'damaged.jsonl'), 'not JSON\n');
    await writeFile(join(home, 'diagnoses', 'no id.jsonl'), 'not JSON\n');
    expect((await listDiagnoses(home)).map(({ id }) => id)).toEqual(['d1']);
  });
});

function finding(seq: number): DiagnosisEvent {
  return {
    ...envelope,
    seq,
    at: 1001,
    type: 'finding-reported',
    callId: 'c1',
    finding: {
      id: 'f1',
      title: 'It fails',
      severity: 'major',
      claim: 'It fails often.',
      evidence: [{ trace_id: 't1' }],
      predicate: { has_errors: true },
      confidence: 'high',
      prevalence: { traces: 1, ofTraces: 2, rate: 0.5, low: 0.1, high: 0.9 },
      quotesFound: 0,
      datasetId: 'data',
      datasetName: 'traces',
    },
  };
}
