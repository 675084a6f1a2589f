import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventsOf, findingFixture, runStarted } from '../../lib/chat/diagnosis-fixture';
import type { Finding } from '../../lib/contracts/finding';
import { appendEvent } from './diagnoses';
import { findFinding, listFindings } from './findings';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-findings-'));
});

afterEach(() => rm(home, { recursive: true }));

/** A diagnosis that began at this time and reported these. */
async function diagnose(id: string, at: number, findings: Partial<Finding>[]): Promise<void> {
  const reported = findings.map((finding) => ({
    type: 'finding-reported' as const,
    callId: 'call',
    finding: { ...findingFixture, ...finding },
  }));
  const events = eventsOf([{ ...runStarted, diagnosisId: id }, ...reported]);
  for (const event of events) await appendEvent({ home, id, event: { ...event, at: at + event.seq } });
}

const idsOf = (listed: { finding: Finding }[]) => listed.map(({ finding }) => finding.id);

describe('the list of findings', () => {
  it('holds the newest of those that a repeated question found again, and how many there were', async () => {
    await diagnose('d1', 1000, [{ id: 'old' }, { id: 'other', title: 'Another title' }]);
    await diagnose('d2', 3000, [{ id: 'newest' }]);
    await diagnose('d3', 2000, [{ id: 'between' }]);
    expect(await listFindings(home)).toMatchObject([
      { finding: { id: 'newest' }, diagnosisId: 'd2', reported: 3 },
      { finding: { id: 'other' }, diagnosisId: 'd1', reported: 1 },
    ]);
  });

  it('keeps what is said of another dataset, or of other traces', async () => {
    await diagnose('d1', 1000, [{ id: 'a' }]);
    await diagnose('d2', 2000, [{ id: 'b', datasetId: 'support-2' }]);
    await diagnose('d3', 3000, [{ id: 'c', predicate: { tool_names: ['lookup_order'] } }]);
    expect(idsOf(await listFindings(home))).toEqual(['c', 'b', 'a']);
    expect(idsOf(await listFindings(home, { datasetId: 'support-1' }))).toEqual(['c', 'a']);
  });

  it('takes two predicates for one whose filters stand in another order', async () => {
    await diagnose('d1', 1000, [{ id: 'a', predicate: { has_errors: true, tool_names: ['lookup_order'] } }]);
    await diagnose('d2', 2000, [{ id: 'b', predicate: { tool_names: ['lookup_order'], has_errors: true } }]);
    expect(idsOf(await listFindings(home))).toEqual(['b']);
  });
});

describe('a single finding', () => {
  it('is found by its id, though a newer one is listed in its place', async () => {
    await diagnose('d1', 1000, [{ id: 'old' }]);
    await diagnose('d2', 2000, [{ id: 'new' }]);
    expect(await findFinding(home, 'old')).toMatchObject({ diagnosisId: 'd1' });
    expect(await findFinding(home, 'ghost')).toBeUndefined();
  });
});
