import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FixtureSpan } from '../../store/fixture-database';
import { callTool } from '../call-tool';
import { openToolsFixture, type ToolsFixture } from '../tools-fixture';

const never = new AbortController().signal;
const second = 1_000_000_000;

let runs: ToolsFixture;
beforeAll(async () => {
  runs = await openToolsFixture({ spans });
});
afterAll(() => runs.close());

const one: FixtureSpan = { start_ns: 9 * second, end_ns: 10 * second, input_tokens: 1, raw: '{}' };

/** Each is the extreme of one order. */
const spans: FixtureSpan[] = [
  { ...one, trace_id: 'early', start_ns: 0, end_ns: second },
  { ...one, trace_id: 'slow', end_ns: 60 * second },
  { ...one, trace_id: 'wide' },
  { ...one, trace_id: 'wide' },
  { ...one, trace_id: 'wide' },
  { ...one, trace_id: 'failed', status: 'ERROR', error_class: 'origin' },
  { ...one, trace_id: 'failed', status: 'ERROR', error_class: 'origin' },
  { ...one, trace_id: 'wordy', input_tokens: 500, output_tokens: 500 },
  { ...one, trace_id: 'dear', cost_usd: 3, session_id: 's-1', project_id: 'p-1' },
  { ...one, trace_id: 'cheap', cost_usd: 0.1 },
  { ...one, trace_id: 'large', raw: `{"x":"${'x'.repeat(5000)}"}` },
  { ...one, trace_id: 'unfinished', end_ns: null, orphan: true },
];

const pageSchema = z.looseObject({
  total: z.number(),
  traces: z.array(z.looseObject({ trace_id: z.string() })),
});

async function page(args: object) {
  const context = runs.context();
  const { ok, result } = await callTool({ name: 'query_traces', args, context, signal: never });
  expect(ok).toBe(true);
  const { traces, ...rest } = pageSchema.parse(result);
  return { ...rest, traces, ids: traces.map((trace) => trace.trace_id) };
}

describe('query_traces', () => {
  it.each([
    ['duration', 'slow'],
    ['spans', 'wide'],
    ['errors', 'failed'],
    ['tokens', 'wordy'],
    ['cost', 'dear'],
    ['bytes', 'large'],
  ])('sorted by %s begins with the most', async (sort, first) => {
    expect((await page({ sort, limit: 1 })).ids).toEqual([first]);
    expect((await page({ sort, order: 'asc', limit: 500 })).ids).toHaveLength(9);
  });

  it('begins with the earliest, or the latest where that is asked for', async () => {
    expect((await page({})).ids[0]).toBe('early');
    expect((await page({ order: 'desc' })).ids.at(-1)).toBe('early');
  });

  it('puts what is unknown last in either order', async () => {
    for (const order of ['asc', 'desc']) {
      const { ids } = await page({ sort: 'cost', order });
      expect(ids.slice(0, 2).sort()).toEqual(['cheap', 'dear']);
    }
  });

  it('pages by limit and offset, and says where to go on', async () => {
    const first = await page({ sort: 'bytes', limit: 6 });
    expect(first).toMatchObject({ total: 9, next: '3 more: call again with offset 6.' });
    const second = await page({ sort: 'bytes', limit: 6, offset: 6 });
    expect(second).not.toHaveProperty('next');
    expect(new Set([...first.ids, ...second.ids]).size).toBe(9);
    expect(await page({ offset: 9 })).toMatchObject({ total: 9, traces: [] });
    expect(await page({ offset: Number.MAX_SAFE_INTEGER })).toMatchObject({ total: 9, traces: [] });
  });

  it('tells of each trace what it is, and what is odd about it', async () => {
    const { traces } = await page({ filters: { project_id: 'p-1' } });
    expect(traces).toMatchObject([
      { trace_id: 'dear', outcome: 'ok', duration_ms: 1000, span_count: 1, cost_usd: 3, session_id: 's-1' },
    ]);
    const { traces: all } = await page({});
    expect(all.find((trace) => trace.trace_id === 'unfinished')).toMatchObject({
      duration_ms: null,
      missing_parent_span_count: 1,
      unfinished_span_count: 1,
    });
  });
});
