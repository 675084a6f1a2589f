import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fixture } from '../../store/fixture-database';
import { type CallTool, callsOn, openEngineFixture } from '../engine-fixture';
import { jsonBytes } from '../limits';

let fixture: Fixture;
let ask: CallTool;
beforeAll(async () => {
  fixture = await openEngineFixture();
  ask = callsOn(fixture);
});
afterAll(() => fixture.remove());

describe('search_spans', () => {
  it('counts the traces and spans that match, with examples from across all of them', async () => {
    const { ok, result } = await ask('search_spans', { pattern: 'needle|Errno \\d', context: 5, limit: 4 });
    expect(ok).toBe(true);
    expect(result).toMatchObject({
      trace_count: 3,
      span_count: 102,
      cut: '4 of 102 matching spans are shown.',
      matches: [{ match: 'needle' }, { match: 'needle' }, { match: 'needle' }, { match: 'needle' }],
    });
    const all = await ask('search_spans', { pattern: 'Errno 2', context: 3 });
    expect(all.result).toMatchObject({
      trace_count: 2,
      span_count: 2,
      matches: [
        { trace_id: 'fails', span_id: 'tool-1', path: 'attributes["output.value"]', match: 'Errno 2' },
        { trace_id: 'recovers' },
      ],
    });
    expect(all.result).not.toHaveProperty('cut');
  });

  it('keeps to the filters, finds nothing where nothing is, and refuses what does not compile', async () => {
    const filters = { has_errors: false };
    expect(await ask('search_spans', { pattern: 'Errno', filters })).toMatchObject({
      result: { trace_count: 0, span_count: 0, matches: [] },
    });
    expect(await ask('search_spans', { pattern: '(?<=x)y' })).toMatchObject({ ok: false });
    expect(await ask('search_spans', { pattern: 'x*' })).toMatchObject({ ok: false });
  });

  it('stays within the bytes of an answer', async () => {
    const { result } = await ask('search_spans', { pattern: 'z', context: 2000, limit: 500 });
    expect(jsonBytes(result)).toBeLessThanOrEqual(150_000);
    expect(result).toMatchObject({ span_count: 100, cut: expect.any(String) });
  });
});
