import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../store/datasets';
import type { FixtureSpan } from '../../store/fixture-database';
import { callTool } from '../call-tool';
import { root } from '../engine-fixture';
import { createToolContext, type ToolContext } from '../tool-context';
import { keepDataset } from '../tools-fixture';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'halo-compare-'));
  const keep = (id: string, name: string, importedAt: string, spans: FixtureSpan[]) =>
    keepDataset({ home, id, name, importedAt, spans });
  await keep('empty-1', 'empty.jsonl', '2025-12-01T00:00:00Z', []);
  await keep('old-1', 'runs.jsonl', '2026-01-01T00:00:00Z', runs(100, 40, 'Order <n> is missing'));
  await keep('other-1', 'other.jsonl', '2026-01-02T00:00:00Z', runs(3, 0, ''));
  const spans = runs(100, 10, 'Order <n> is missing', 'a timeout');
  await keep('new-1', 'runs.jsonl', '2026-01-03T00:00:00Z', spans);
});
afterAll(() => rm(home, { recursive: true }));

/** So many traces, so many of them failing with these words, and one more with others. */
function runs(count: number, failing: number, words: string, others?: string): FixtureSpan[] {
  return Array.from({ length: count }, (_, at): FixtureSpan => {
    const said = at < failing ? words : at === count - 1 ? others : undefined;
    const failure = { status: 'ERROR', error_class: 'origin', failure_mask: said } as const;
    return {
      trace_id: `t${at}`,
      name: 'lookup',
      model_name: others === undefined ? 'm-1' : 'm-2',
      start_ns: at * 1e9,
      end_ns: at * 1e9 + (others === undefined ? 5e8 : 1e9) + at,
      ...(said === undefined ? {} : failure),
    };
  });
}

const never = new AbortController().signal;

async function contextOf(id: string, filters: ToolContext['filters'] = {}): Promise<ToolContext> {
  return createToolContext({ ...(await openDataset(home, id)), home, root, filters });
}

async function compare(id: string, args: unknown, filters: ToolContext['filters'] = {}) {
  return callTool({ name: 'compare', args, context: await contextOf(id, filters), signal: never });
}

describe('compare', () => {
  it('takes the dataset before by the same name, and tells what is new, gone, up and down', async () => {
    const { ok, result } = await compare('new-1', {});
    expect(ok).toBe(true);
    expect(result).toMatchObject({
      chosen: expect.stringContaining('a is runs.jsonl (old-1), the dataset of the same name'),
      a: { datasetId: 'old-1', traces: 100 },
      b: { datasetId: 'new-1', traces: 100 },
      rates: [
        { name: 'status error', a: '40 of 100', b: '11 of 100', difference: -0.29 },
        { name: 'silent failure', a: '0 of 100', b: '0 of 100', p_value: 1 },
        { name: 'any failure' },
      ],
      patterns_changed: [
        { detector: 'error-signatures', change: 'down', a: '40 of 100', b: '10 of 100' },
        { change: 'new', a: '0 of 100', b: '1 of 100', adjusted_p: 1 },
      ],
      values_changed: [
        { dimension: 'model', value: 'm-2', change: 'new', traces: 100 },
        { dimension: 'model', value: 'm-1', change: 'gone', traces: 100 },
      ],
    });
    const [duration] = amountsOf(result);
    expect(duration).toMatchObject({ name: 'duration', unit: 'ms', a: { traces: 100 } });
    expect(JSON.stringify(duration)).toMatch(/"p_value":\d\.\d+e-/);
  });

  it('counts the queries of both datasets', async () => {
    const one = await contextOf('new-1');
    await callTool({ name: 'compare', args: { b: {}, a: {} }, context: one, signal: never });
    const two = await contextOf('new-1');
    await callTool({ name: 'compare', args: {}, context: two, signal: never });
    expect(two.tally.queries).toBe(one.tally.queries);
  });

  it('tells medians and percentiles of what traces took', async () => {
    const { result } = await compare('other-1', { a: { dataset_id: 'old-1' } });
    const [duration] = amountsOf(result);
    expect(duration).toMatchObject({
      a: { traces: 100, median: 500.0000495, p95: expect.closeTo(500.00009405, 8) },
      b: { traces: 3, median: 500.000001, p95: expect.closeTo(500.0000019, 8) },
    });
  });

  it('compares two filters of one dataset, and one dataset with another by its name', async () => {
    const slow = { a: { filters: { has_errors: true } }, b: { filters: { has_errors: false } } };
    expect(await compare('old-1', slow)).toMatchObject({
      result: { a: { traces: 40 }, b: { traces: 60 }, patterns_changed: [{ change: 'gone' }] },
    });
    expect(await compare('old-1', { a: { dataset_id: 'other.jsonl' } })).toMatchObject({
      result: { a: { datasetId: 'other-1', traces: 3 }, note: expect.stringContaining('has 3 traces') },
    });
  });

  it('keeps the filters of the question for its own dataset alone', async () => {
    expect(await compare('new-1', {}, { has_errors: true })).toMatchObject({
      result: { a: { traces: 100, filters: {} }, b: { traces: 11, filters: { has_errors: true } } },
    });
  });

  it('never takes a dataset of another name by itself, and says which ones can be named', async () => {
    expect(await compare('other-1', {})).toMatchObject({
      ok: false,
      result: {
        error: 'No dataset named other.jsonl that holds traces was imported before this one.',
        datasets: [
          expect.objectContaining({ id: 'new-1', name: 'runs.jsonl' }),
          expect.objectContaining({ id: 'old-1' }),
        ],
      },
    });
    expect(JSON.stringify(await compare('other-1', {}))).not.toContain('empty-1');
  });

  it('says that nothing can be told where a side has no traces', async () => {
    expect(await compare('new-1', { a: { dataset_id: 'empty-1' } })).toMatchObject({
      result: {
        a: { traces: 0 },
        note: expect.stringContaining('One side has no traces: nothing can be told'),
      },
    });
  });

  it('says that nothing is before the first, or no such dataset and which there are', async () => {
    expect(await compare('old-1', {})).toMatchObject({
      ok: false,
      result: {
        error: 'No dataset named runs.jsonl that holds traces was imported before this one.',
        datasets: expect.arrayContaining([expect.objectContaining({ id: 'new-1', name: 'runs.jsonl' })]),
      },
    });
    expect(await compare('new-1', { a: { dataset_id: 'ghost' } })).toMatchObject({
      ok: false,
      result: {
        error: 'There is no dataset ghost.',
        datasets: expect.arrayContaining([expect.objectContaining({ id: 'old-1' })]),
      },
    });
  });
});

function amountsOf(result: object): unknown[] {
  return 'amounts' in result && Array.isArray(result.amounts) ? result.amounts : [];
}
