import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fixture } from '../../store/fixture-database';
import { type CallTool, callsOn, contextOf, missingFile, openEngineFixture } from '../engine-fixture';

let fixture: Fixture;
let ask: CallTool;
beforeAll(async () => {
  fixture = await openEngineFixture();
  ask = callsOn(fixture);
});
afterAll(() => fixture.remove());

describe('report_finding', () => {
  const draft = {
    title: 'list_files guesses a folder',
    severity: 'major',
    claim: 'The tool fails on a folder that does not exist.',
    evidence: [{ trace_id: 'fails', span_id: 'tool-1', quote: missingFile }],
    predicate: { tool_names: ['list_files'] },
    confidence: 'high',
  };

  it('accepts what holds, and counts the prevalence itself', async () => {
    const outcome = await ask('report_finding', draft);
    expect(outcome.result).toMatchObject({
      accepted: true,
      prevalence: { traces: 2, of_traces: 5, rate: 0.4 },
      verified: { traces: 1, spans: 1, quotes: 1 },
    });
    expect(outcome.finding).toMatchObject({
      prevalence: { low: expect.closeTo(0.118, 2) },
      datasetId: 'runs-1',
    });
  });

  it('refuses a quote that does not stand there, ids that do not exist and evidence outside of the predicate', async () => {
    const evidence = [
      { trace_id: 'fails', span_id: 'tool-1', quote: 'No such file or directory: "docs/b.md"' },
      { trace_id: 'ghost' },
      { trace_id: 'fails', span_id: 'tool-9' },
      { trace_id: 'fine', span_id: 'root' },
    ];
    const { ok, result } = await ask('report_finding', { ...draft, evidence });
    expect(ok).toBe(false);
    expect(result).toMatchObject({
      not_verified: [
        'evidence 1: the quote “No such file or directory: "docs/b.md"” does not stand in span tool-1',
        'evidence 2: there is no trace ghost in this dataset',
        'evidence 3: there is no span tool-9 in a trace fails of this dataset',
        'evidence 2: trace ghost is not among the traces that the predicate selects',
        'evidence 4: trace fine is not among the traces that the predicate selects',
      ],
    });
  });

  it('refuses a predicate that does not compile', async () => {
    expect(await ask('report_finding', { ...draft, predicate: { regex_pattern: '(' } })).toMatchObject({
      ok: false,
    });
  });

  it('refuses a predicate that says nothing: it would hold for every trace', async () => {
    expect(await ask('report_finding', { ...draft, predicate: {} })).toMatchObject({
      ok: false,
      result: { not_verified: [expect.stringContaining('the predicate is empty')] },
    });
  });

  it('keeps a predicate that counts the same again without the question', async () => {
    const context = { ...contextOf(fixture), filters: { agent_names: ['helper'], min_duration_ms: 2000 } };
    const predicate = { tool_names: ['list_files'], min_duration_ms: 500 };
    const evidence = [{ trace_id: 'recovers' }];
    const { finding } = await ask('report_finding', { ...draft, evidence, predicate }, {}, context);
    expect(finding).toMatchObject({
      predicate: { agent_names: ['helper'], tool_names: ['list_files'], min_duration_ms: 2000 },
      prevalence: { traces: 1, ofTraces: 1 },
    });
    const again = await ask('count_traces', { filters: finding?.predicate });
    expect(again).toMatchObject({ result: { total: 1 } });
  });

  it('refuses a predicate that cannot be joined to what the question is about', async () => {
    const context = { ...contextOf(fixture), filters: { tool_names: ['read_file'] } };
    expect(await ask('report_finding', draft, {}, context)).toMatchObject({
      ok: false,
      result: { not_verified: expect.arrayContaining([expect.stringContaining('tool_names ["read_file"]')]) },
    });
  });

  it('counts within the traces that the question is about', async () => {
    const context = { ...contextOf(fixture), filters: { has_errors: true } };
    const { result } = await ask('report_finding', draft, {}, context);
    expect(result).toMatchObject({ prevalence: { traces: 2, of_traces: 2 } });
  });
});
