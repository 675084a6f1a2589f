import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { query } from '../database';
import { type Fixture, openFixture } from './fixture-database';
import { integer } from './row-values';
import { selectTraces } from './selection';

const hour = 3_600_000_000_000n;
let fixture: Fixture;

beforeAll(async () => {
  fixture = await openFixture([
    {
      trace_id: 'error',
      status: 'ERROR',
      error_class: 'origin',
      model_name: 'large',
      agent_name: 'writer',
      start_ns: hour,
      end_ns: 2n * hour,
      session_id: 'first',
      project_id: 'demo',
      raw: String.raw`{"input.value":"{\"path\":\"C:\\\\temp\\\\a.txt\"}","note":"caf\u00e9 line\nbreak"}`,
    },
    { trace_id: 'error', model_name: 'small', tool_name: 'search', session_id: 'second' },
    {
      trace_id: 'silent',
      error_class: 'silent',
      model_name: 'small',
      service_name: 'shop',
      start_ns: 3n * hour,
      end_ns: 3n * hour + 5_000_000n,
      raw: '{"output.value":"Nothing Here, café"}',
    },
    { trace_id: 'plain', model_name: "o'hara; DROP TABLE span" },
  ]);
});

afterAll(() => fixture.remove());

async function select(filters: Filters): Promise<string[]> {
  const { sql, params } = await selectTraces({ database: fixture.database, filters });
  const row = z.object({ trace_id: z.string(), trace_ix: integer });
  const rows = await query(fixture.database, {
    sql: `SELECT trace_ix, trace_id FROM trace WHERE trace_ix IN (${sql}) ORDER BY trace_ix`,
    params,
    row,
  });
  return rows.map((found) => found.trace_id);
}

describe('filters', () => {
  it('select everything when there are none', async () => {
    expect(await select({})).toEqual(['error', 'silent', 'plain']);
  });

  it('take has_errors as status ERROR on any span, and its opposite as none', async () => {
    expect(await select({ has_errors: true })).toEqual(['error']);
    expect(await select({ has_errors: false })).toEqual(['silent', 'plain']);
  });

  it('take a list as alternatives, and different filters as conditions that all hold', async () => {
    expect(await select({ error_class: ['origin', 'silent'] })).toEqual(['error', 'silent']);
    expect(await select({ model_names: ['small', 'large'] })).toEqual(['error', 'silent']);
    expect(await select({ model_names: ['small'], tool_names: ['search'] })).toEqual(['error']);
    expect(await select({ model_names: ['large'], service_names: ['shop'] })).toEqual([]);
  });

  it('match a value that any span of the trace has', async () => {
    expect(await select({ session_id: 'second' })).toEqual(['error']);
    expect(await select({ project_id: 'demo' })).toEqual(['error']);
    expect(await select({ agent_names: ['writer'] })).toEqual(['error']);
  });

  it('compare times as times, whatever the offset', async () => {
    expect(await select({ start_time_gte: '1970-01-01T03:00:00+02:00' })).toEqual(['error', 'silent']);
    expect(await select({ start_time_gte: '1970-01-01T01:00:00.000000001Z' })).toEqual(['silent']);
    expect(await select({ end_time_lte: '1970-01-01T02:00:00Z' })).toEqual(['error']);
    expect(await select({ min_duration_ms: 5 })).toEqual(['error', 'silent']);
    expect(await select({ min_duration_ms: 5.1 })).toEqual(['error']);
  });

  it('find text in whatever spelling JSON has for it', async () => {
    expect(await select({ text: 'nothing here' })).toEqual(['silent']);
    expect(await select({ text: 'CAFÉ' })).toEqual(['error', 'silent']);
    expect(await select({ text: '{"path":"C:\\temp\\a.txt"}' })).toEqual(['error']);
    expect(await select({ text: 'line\nbreak' })).toEqual(['error']);
    expect(await select({ text: 'a.txt' })).toEqual(['error']);
    expect(await select({ text: 'aXtxt' })).toEqual([]);
  });

  it('find RE2 patterns and refuse what does not compile', async () => {
    expect(await select({ regex_pattern: 'caf(é|\\\\u00e9)' })).toEqual(['error', 'silent']);
    await expect(select({ regex_pattern: '(' })).rejects.toMatchObject({ code: 'bad-pattern' });
    await expect(select({ regex_pattern: '(?=x)' })).rejects.toMatchObject({ code: 'bad-pattern' });
  });

  it('take values as values, never as SQL', async () => {
    expect(await select({ model_names: ["o'hara; DROP TABLE span"] })).toEqual(['plain']);
    expect(await select({ text: "'; DROP TABLE span; --" })).toEqual([]);
  });

  it('select nothing for values that are not there', async () => {
    expect(await select({ model_names: ['none'] })).toEqual([]);
    expect(await select({ pattern: { detector: 'failed-tools', key: 'none' } })).toEqual([]);
  });
});

describe('a search through all payloads', () => {
  it('is shared by those who ask at the same time', async () => {
    const filters = { text: 'shared' };
    const all = await Promise.all([1, 2, 3].map(() => selectTraces({ database: fixture.database, filters })));
    expect(new Set(all.map((selection) => selection.sql)).size).toBe(1);
  });

  it('goes on for the others when one of them leaves', async () => {
    const abort = new AbortController();
    const request = { database: fixture.database, filters: { text: 'one leaves' } };
    const leaving = selectTraces({ ...request, signal: abort.signal });
    const staying = selectTraces(request);
    abort.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    await expect(staying).resolves.toBeDefined();
  });

  it('starts anew after all have left', async () => {
    const abort = new AbortController();
    const request = { database: fixture.database, filters: { text: 'all leave' } };
    const leaving = selectTraces({ ...request, signal: abort.signal });
    abort.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    expect(await select({ text: 'all leave' })).toEqual([]);
    const late = selectTraces({ ...request, signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('keeps a bounded number of results and finds the same again', async () => {
    for (let index = 0; index < 80; index += 1) await select({ text: `number ${index}` });
    const kept = await query(fixture.database, {
      sql: "SELECT count(*) AS n FROM duckdb_tables() WHERE database_name = 'memory'",
      row: z.object({ n: integer }),
    });
    expect(kept[0]?.n).toBeLessThanOrEqual(65);
    expect(await select({ text: 'nothing here' })).toEqual(['silent']);
  });
});
