import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../../sandbox/sandbox-fixture';
import type { Fixture } from '../../store/fixture-database';
import { callTool } from '../call-tool';
import { contextOf, openEngineFixture } from '../engine-fixture';
import { jsonBytes } from '../limits';

needSandboxWorker();

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openEngineFixture();
});
afterAll(() => fixture.remove());

const signal = new AbortController().signal;
const ask = (name: string, args: unknown, context = contextOf(fixture)) =>
  callTool({ name, args, context, signal });

describe('run_sql', () => {
  it('answers rows with their columns, and how many', async () => {
    const sql = 'SELECT trace_id, span_count FROM traces WHERE error_span_count > 0 ORDER BY trace_id';
    expect(await ask('run_sql', { sql })).toEqual({
      ok: true,
      result: {
        columns: [
          { name: 'trace_id', type: 'VARCHAR' },
          { name: 'span_count', type: 'INTEGER' },
        ],
        rows: [
          ['fails', 2],
          ['recovers', 3],
        ],
        row_count: 2,
      },
    });
  });

  it('sees the traces of the question alone, and says so', async () => {
    const context = { ...contextOf(fixture), filters: { has_errors: true } };
    expect(await ask('run_sql', { sql: 'SELECT count(*) FROM traces' }, context)).toMatchObject({
      result: { rows: [[2]], filters: { has_errors: true }, note: expect.stringContaining('alone') },
    });
    const code = await ask('run_code', { code: 'sql("SELECT count(*) AS n FROM traces")[0].n' }, context);
    expect(code).toMatchObject({ result: { value: '2' } });
    expect(context.tally.queries).toBeGreaterThan(2);
  });

  it('stays within the bytes of an answer, and says what was cut', async () => {
    const { ok, result } = await ask('run_sql', { sql: 'SELECT raw FROM spans', limit: 10_000 });
    expect(ok).toBe(true);
    expect(jsonBytes(result)).toBeLessThanOrEqual(150_000);
    expect(result).toMatchObject({ cut: expect.stringContaining('do not fit') });
    expect(await ask('run_sql', { sql: 'FROM range(9)', limit: 3 })).toMatchObject({
      result: { row_count: 3, cut: 'There are more than 3 rows.' },
    });
  });

  it('refuses in words what is no SELECT over the views', async () => {
    expect(await ask('run_sql', { sql: 'DROP TABLE spans' })).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('no SELECT'), instead: expect.stringContaining('traces') },
    });
  });

  it('stops at the time limit', async () => {
    const forever =
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';
    const context = contextOf(fixture, { timeMs: 700 });
    expect(await ask('run_sql', { sql: forever }, context)).toMatchObject({
      ok: false,
      result: { error: 'run_sql was stopped after 0.7 s.' },
    });
  });
});

describe('run_code', () => {
  it('answers what it printed and came to, or why it failed and what it had printed', async () => {
    expect(await ask('run_code', { code: 'console.log("a"); 1 + 1' })).toEqual({
      ok: true,
      result: { stdout: 'a\n', value: '2' },
    });
    expect(await ask('run_code', { code: 'console.log("a"); nowhere' })).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('ReferenceError'), stdout: 'a\n' },
    });
  });
});

describe('report_finding', () => {
  const draft = {
    title: 'Tools fail once',
    severity: 'minor',
    claim: 'One call fails.',
    evidence: [{ trace_id: 'fails' }],
    confidence: 'high',
  };

  it('takes a SELECT of trace ids as its predicate', async () => {
    const sql = "SELECT trace_id FROM spans WHERE tool_name = 'list_files' GROUP BY ALL HAVING count(*) = 1";
    expect(await ask('report_finding', { ...draft, predicate: { sql } })).toMatchObject({
      ok: true,
      finding: { predicate: { sql }, prevalence: { traces: 1, ofTraces: 5 } },
    });
  });

  it('keeps the pattern that the question is about beside another one', async () => {
    const { result } = await ask('find_patterns', { detectors: ['error-signatures'] });
    const [first] = 'patterns' in result && Array.isArray(result.patterns) ? result.patterns : [];
    const about = { detector: first.detector, key: first.key };
    const context = { ...contextOf(fixture), filters: { pattern: about } };
    const pattern = { detector: 'failed-tools', key: 'list_files' };
    const { finding } = await ask('report_finding', { ...draft, predicate: { pattern } }, context);
    expect(finding).toMatchObject({
      predicate: { pattern, sql: expect.stringContaining(about.key) },
      prevalence: { traces: 2, ofTraces: 2 },
    });
    expect(await ask('count_traces', { filters: finding?.predicate })).toMatchObject({
      result: { total: 2 },
    });
  });

  it('refuses one that does not hold for its evidence, or cannot be run', async () => {
    const none = { sql: "SELECT 'fine'" };
    expect(await ask('report_finding', { ...draft, predicate: none })).toMatchObject({
      ok: false,
      result: { not_verified: [expect.stringContaining('not among the traces')] },
    });
    expect(await ask('report_finding', { ...draft, predicate: { sql: 'SELECT spam' } })).toMatchObject({
      ok: false,
      result: { instead: expect.stringContaining('run_sql') },
    });
  });
});
