import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, openFixture } from './fixture-database';
import { findSpanName, rawLimit, readRawSpans, readSpanDetail } from './spans';
import { readTrace, readTraceSummaries } from './trace';

const start = 1_776_922_320_123_456_789n;
let fixture: Fixture;

beforeAll(async () => {
  fixture = await openFixture([
    { trace_id: 'dirty', span_id: 'root', name: 'run', start_ns: start, end_ns: start + 2_000_000_000n },
    { trace_id: 'other', span_id: 'only' },
    { trace_id: 'dirty', span_id: 'timeless', parent_span_id: 'root' },
    { trace_id: 'dirty', span_id: 'late', parent_span_id: 'root', start_ns: start + 5n, end_ns: start + 15n },
    { trace_id: 'dirty', span_id: 'twice', start_ns: start + 1n, conflict: true, raw: '{"copy":1}' },
    { trace_id: 'dirty', span_id: 'twice', start_ns: start + 1n, conflict: true, raw: '{"copy":2}' },
    { trace_id: 'dirty', span_id: 'lost', parent_span_id: 'gone', orphan: true, start_ns: start + 3n },
    { trace_id: 'dirty', span_id: 'x', parent_span_id: 'y', start_ns: start + 4n },
    { trace_id: 'dirty', span_id: 'y', parent_span_id: 'x', start_ns: start + 4n },
    { trace_id: 'large', span_id: 'huge', raw: JSON.stringify({ value: 'é'.repeat(rawLimit) }) },
  ]);
});

afterAll(() => fixture.remove());

describe('a trace', () => {
  it('holds every span in order of start: orphans, cycles, copies, and those without times last', async () => {
    const { summary, spans } = await readTrace({ database: fixture.database, traceId: 'dirty' });
    expect(spans.map((span) => span.spanId)).toEqual([
      'root',
      'twice',
      'twice',
      'lost',
      'x',
      'y',
      'late',
      'timeless',
    ]);
    expect(summary).toMatchObject({
      traceId: 'dirty',
      rootName: 'run',
      startTime: '2026-04-23T05:32:00.123456789Z',
      durationNs: 2_000_000_000,
      spanCount: 8,
      orphanCount: 1,
      conflictCount: 2,
      unfinishedCount: 6,
    });
  });

  it('may be read for some of its spans alone, in the same order', async () => {
    const name = { database: fixture.database, traceId: 'dirty' };
    const { summary, spans } = await readTrace({ ...name, spanIds: ['late', 'twice', 'none', 'only'] });
    expect(spans.map((span) => [span.row, span.spanId, span.startOffsetNs])).toEqual([
      [4, 'twice', 1],
      [5, 'twice', 1],
      [3, 'late', 5],
    ]);
    expect(summary.spanCount).toBe(8);
    expect((await readTrace({ ...name, spanIds: [] })).spans).toEqual([]);
  });

  it('counts offsets from its first start, and leaves unknown times unknown', async () => {
    const { spans } = await readTrace({ database: fixture.database, traceId: 'dirty' });
    expect(spans.find((span) => span.spanId === 'late')).toMatchObject({ startOffsetNs: 5, durationNs: 10 });
    expect(spans.find((span) => span.spanId === 'lost')).toMatchObject({
      startOffsetNs: 3,
      durationNs: null,
    });
    expect(spans.at(-1)).toMatchObject({ startOffsetNs: null, durationNs: null });
  });

  it('is not found where there is none', async () => {
    const name = { database: fixture.database, traceId: 'none' };
    await expect(readTrace(name)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readRawSpans(name)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readSpanDetail({ ...name, row: 0 })).rejects.toMatchObject({ code: 'not-found' });
    expect(await findSpanName({ ...name, spanId: 'root' })).toBeUndefined();
  });

  it('is summarised in the order asked for', async () => {
    const traceIds = ['other', 'none', 'dirty'];
    const summaries = await readTraceSummaries({ database: fixture.database, traceIds });
    expect(summaries.map((summary) => summary.traceId)).toEqual(['other', 'dirty']);
  });
});

describe('a span', () => {
  const trace = () => ({ database: fixture.database, traceId: 'dirty' });

  it('is found by its row exactly, and by its id as the first that was read', async () => {
    expect((await readSpanDetail({ ...trace(), row: 5 })).raw).toBe('{"copy":2}');
    expect((await readSpanDetail({ ...trace(), spanId: 'twice' })).raw).toBe('{"copy":1}');
    expect(await findSpanName({ ...trace(), spanId: 'root' })).toBe('run');
    expect(await findSpanName({ ...trace(), spanId: 'only' })).toBeUndefined();
  });

  it('belongs to its trace: the row of another is not found in it', async () => {
    await expect(readSpanDetail({ ...trace(), row: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells exact times and where it was read', async () => {
    expect(await readSpanDetail({ ...trace(), spanId: 'late' })).toMatchObject({
      traceId: 'dirty',
      startTime: '2026-04-23T05:32:00.123456794Z',
      endTime: '2026-04-23T05:32:00.123456804Z',
      source: { file: '/data/traces.jsonl', line: 4, byteOffset: 0 },
      rawCut: false,
    });
  });

  it('is cut between two characters where its line is very long', async () => {
    const huge = await readSpanDetail({ database: fixture.database, traceId: 'large', spanId: 'huge' });
    expect(huge.rawCut).toBe(true);
    expect(Buffer.byteLength(huge.raw)).toBeLessThanOrEqual(rawLimit);
    expect(Buffer.byteLength(huge.raw)).toBeGreaterThan(rawLimit - 4);
    expect(huge.raw.endsWith('é')).toBe(true);
    expect(huge.bytes).toBe(2 * rawLimit + '{"value":""}'.length);
  });

  it('gives its raw line with others of the trace, in order of start', async () => {
    const raw = await readRawSpans({ ...trace(), spanIds: ['late', 'twice', 'none'] });
    expect(raw.map((span) => [span.row, span.spanId])).toEqual([
      [4, 'twice'],
      [5, 'twice'],
      [3, 'late'],
    ]);
    expect(await readRawSpans({ ...trace(), spanIds: [] })).toEqual([]);
    expect(await readRawSpans(trace())).toHaveLength(8);
  });
});
