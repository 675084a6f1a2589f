import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacets } from './facets';
import { type Fixture, type FixtureSpan, openFixture } from './fixture-database';
import { readOverview } from './overview';
import { countTraces } from './trace-counts';
import { readTracePage } from './traces';

const minute = 60_000_000_000n;
const hour = 60n * minute;

const spans: FixtureSpan[] = [
  {
    trace_id: 'a',
    name: 'Beta',
    model_name: 'large',
    agent_name: 'writer',
    start_ns: 10n * hour,
    end_ns: 10n * hour + 10n,
    input_tokens: 100,
    output_tokens: 10,
    cost_usd: 0.5,
  },
  { trace_id: 'a', observation_kind: 'TOOL', status: 'ERROR', error_class: 'origin', tool_name: 'search' },
  {
    trace_id: 'b',
    name: 'alpha',
    model_name: 'small',
    agent_name: 'writer',
    start_ns: 12n * hour,
    end_ns: 12n * hour + 30n,
    error_class: 'silent',
  },
  {
    trace_id: 'c',
    name: 'gamma',
    model_name: 'small',
    error_class: 'handled',
    start_ns: 12n * hour + 5n * minute,
  },
  { trace_id: 'd', name: 'Delta', orphan: true },
];

let fixture: Fixture;
let empty: Fixture;

beforeAll(async () => {
  fixture = await openFixture(spans);
  empty = await openFixture([]);
});

afterAll(async () => {
  await fixture.remove();
  await empty.remove();
});

describe('the overview', () => {
  it('adds up everything that the filters select', async () => {
    const overview = await readOverview({ database: fixture.database, filters: {} });
    expect(overview).toMatchObject({
      traces: 4,
      ofTraces: 4,
      spans: 5,
      errorTraces: 1,
      errorSpans: 1,
      silentTraces: 1,
      handledTraces: 1,
      failedToolSpans: 1,
      orphanSpans: 1,
      inputTokens: 100,
      outputTokens: 10,
      costUsd: 0.5,
      tracesWithoutCost: 3,
      startTime: '1970-01-01T10:00:00.000000000Z',
      endTime: '1970-01-01T12:00:00.000000030Z',
      durationP50Ns: 20,
      durationP95Ns: 29,
    });
    const narrowed = await readOverview({ database: fixture.database, filters: { model_names: ['small'] } });
    expect(narrowed).toMatchObject({ traces: 2, ofTraces: 4, spans: 2, costUsd: null, tracesWithoutCost: 2 });
  });

  it('counts the traces that have a start in bars of one width without gaps', async () => {
    const { buckets } = await readOverview({ database: fixture.database, filters: {} });
    expect(buckets.length).toBeLessThanOrEqual(60);
    expect(buckets.reduce((sum, bucket) => sum + bucket.traces, 0)).toBe(3);
    for (const [at, bucket] of buckets.slice(1).entries()) expect(bucket.from).toBe(buckets[at]?.to);
    expect(buckets[0]).toMatchObject({ from: '1970-01-01T10:00:00.000000000Z', traces: 1, errorTraces: 1 });
    expect(buckets.at(-1)).toMatchObject({ traces: 1, silentTraces: 0 });
  });

  it('makes one bar of one moment, and at most 60 of centuries', async () => {
    const { buckets } = await readOverview({
      database: fixture.database,
      filters: { tool_names: ['search'] },
    });
    expect(buckets).toHaveLength(1);
    const wide = await openFixture([
      { trace_id: 'first', start_ns: -9_000_000_000_000_000_000n },
      { trace_id: 'last', start_ns: 9_000_000_000_000_000_000n },
    ]);
    const overview = await readOverview({ database: wide.database, filters: {} });
    expect(overview.buckets.length).toBeLessThanOrEqual(60);
    expect(overview.buckets.reduce((sum, bucket) => sum + bucket.traces, 0)).toBe(2);
    await wide.remove();
  });

  it('is zeros and unknowns where nothing is selected', async () => {
    const overview = await readOverview({ database: empty.database, filters: {} });
    expect(overview).toMatchObject({
      traces: 0,
      spans: 0,
      inputTokens: 0,
      bytes: 0,
      costUsd: null,
      startTime: null,
      durationP50Ns: null,
      buckets: [],
    });
  });
});

describe('facets', () => {
  it('count under all filters but their own', async () => {
    const facets = await readFacets({ database: fixture.database, filters: { model_names: ['small'] } });
    const model = facets.find((facet) => facet.name === 'model');
    expect(model).toEqual({
      name: 'model',
      values: [
        { value: 'small', traces: 2 },
        { value: 'large', traces: 1 },
      ],
      distinct: 2,
    });
    const outcome = facets.find((facet) => facet.name === 'outcome');
    expect(outcome?.values).toEqual([
      { value: 'handled', traces: 1 },
      { value: 'silent', traces: 1 },
    ]);
    expect(facets.find((facet) => facet.name === 'tool')).toEqual({ name: 'tool', values: [], distinct: 0 });
  });

  it('tell how many values there are beyond those they show', async () => {
    const facets = await readFacets({ database: fixture.database, filters: {}, limit: 1 });
    expect(facets.find((facet) => facet.name === 'model')).toEqual({
      name: 'model',
      values: [{ value: 'small', traces: 2 }],
      distinct: 2,
    });
  });
});

describe('a page of traces', () => {
  const page = async (sort: Parameters<typeof readTracePage>[0]['sort'], order: 'asc' | 'desc') => {
    const found = await readTracePage({
      database: fixture.database,
      filters: {},
      sort,
      order,
      offset: 0,
      limit: 10,
    });
    return found.traces.map((trace) => trace.traceId).join('');
  };

  it('is sorted either way with the unknown last', async () => {
    expect(await page('start', 'asc')).toBe('abcd');
    expect(await page('start', 'desc')).toBe('cbad');
    expect(await page('duration', 'desc')).toBe('bacd');
    expect(await page('cost', 'asc')).toBe('abcd');
    expect(await page('errors', 'desc')).toBe('abcd');
    expect(await page('name', 'asc')).toBe('badc');
    expect(await page('agent', 'desc')).toBe('abcd');
    expect(await page('model', 'desc')).toBe('bcad');
  });

  it('tells the total of all pages, beyond the last one too', async () => {
    const request = {
      database: fixture.database,
      filters: {},
      sort: 'start',
      order: 'asc',
      limit: 2,
    } as const;
    expect(await readTracePage({ ...request, offset: 2 })).toMatchObject({
      total: 4,
      offset: 2,
      traces: [{ traceId: 'c' }, { traceId: 'd' }],
    });
    expect(await readTracePage({ ...request, offset: 10 })).toEqual({ total: 4, offset: 10, traces: [] });
  });
});

describe('counts of traces', () => {
  it('are told with their share, and what has no value as null', async () => {
    const counts = await countTraces({ database: fixture.database, filters: {}, groupBy: 'model' });
    expect(counts).toEqual({
      traces: 4,
      ofTraces: 4,
      groups: [
        { value: 'small', traces: 2, share: 0.5, errorTraces: 0 },
        { value: 'large', traces: 1, share: 0.25, errorTraces: 1 },
        { value: null, traces: 1, share: 0.25, errorTraces: 0 },
      ],
      distinct: 3,
    });
  });

  it('go by the hour of the start, in order', async () => {
    const { groups } = await countTraces({ database: fixture.database, filters: {}, groupBy: 'hour' });
    expect(groups.map(({ value, traces }) => [value, traces])).toEqual([
      ['1970-01-01T10:00:00.000000000Z', 1],
      ['1970-01-01T12:00:00.000000000Z', 2],
      [null, 1],
    ]);
  });

  it('are one number without a grouping, and nothing where nothing is selected', async () => {
    const filters = { has_errors: true };
    expect(await countTraces({ database: fixture.database, filters, groupBy: 'none' })).toEqual({
      traces: 1,
      ofTraces: 4,
      groups: [{ value: null, traces: 1, share: 1, errorTraces: 1 }],
      distinct: 1,
    });
    expect(await countTraces({ database: empty.database, filters: {}, groupBy: 'none' })).toEqual({
      traces: 0,
      ofTraces: 0,
      groups: [],
      distinct: 0,
    });
  });
});
