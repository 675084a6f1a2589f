import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../sandbox/sandbox-fixture';
import { type Fixture, openFixture } from './fixture-database';
import { countTraces } from './trace-counts';
import { readTracePage } from './traces';

needSandboxWorker();

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture([
    { trace_id: 'one', status: 'ERROR', error_class: 'origin' },
    { trace_id: 'two', tool_name: 'look', observation_kind: 'TOOL' },
    { trace_id: 'two', tool_name: 'look', observation_kind: 'TOOL' },
    { trace_id: 'three' },
  ]);
});
afterAll(() => fixture.remove());

async function found(sql: string, more: object = {}) {
  const filters = { sql, ...more };
  const { database } = fixture;
  const { traces } = await readTracePage({
    database,
    filters,
    sort: 'name',
    order: 'asc',
    offset: 0,
    limit: 10,
  });
  return traces.map((trace) => trace.traceId).sort();
}

describe('traces that a SELECT names', () => {
  it('are those of its column trace_id, or else of its first one', async () => {
    expect(await found('SELECT trace_id FROM spans GROUP BY trace_id HAVING count(*) > 1')).toEqual(['two']);
    expect(await found("SELECT name, trace_id FROM spans WHERE status = 'ERROR'")).toEqual(['one']);
    expect(await found("SELECT 'three', 'one'")).toEqual(['three']);
    expect(await found("VALUES ('nowhere')")).toEqual([]);
  });

  it('are narrowed by other filters', async () => {
    const all = 'SELECT trace_id FROM traces';
    expect(await found(all, { has_errors: true })).toEqual(['one']);
    const { traces } = await countTraces({
      database: fixture.database,
      filters: { sql: all, tool_names: ['look'] },
      groupBy: 'none',
    });
    expect(traces).toBe(1);
  });

  it('are refused in words where the statement is none, or reaches out', async () => {
    await expect(found('SELECT spam FROM traces')).rejects.toMatchObject({
      code: 'bad-statement',
      message: expect.stringContaining('spam'),
    });
    await expect(found("SELECT * FROM read_text('/etc/passwd')")).rejects.toMatchObject({
      code: 'bad-statement',
    });
  });

  it('are given up with the signal', async () => {
    const stop = new AbortController();
    const forever = 'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r';
    const asking = countTraces({
      database: fixture.database,
      filters: { sql: forever },
      groupBy: 'none',
      signal: stop.signal,
    });
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});
