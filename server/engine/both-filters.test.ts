import { describe, expect, it } from 'vitest';
import { bothFilters } from './both-filters';

describe('filters that select what two others do', () => {
  it('are all of them where each says something else, or the same', () => {
    expect(bothFilters({ has_errors: true, tool_names: ['a'] }, { has_errors: true, text: 'x' })).toEqual({
      filters: { has_errors: true, tool_names: ['a'], text: 'x' },
      clash: [],
    });
  });

  it('take the narrower of two times, durations and lists', () => {
    const scope = {
      start_time_gte: '2026-01-01T10:00:00Z',
      start_time_lt: '2026-01-02T00:00:00Z',
      end_time_lte: '2026-01-03T00:00:00Z',
      min_duration_ms: 5,
      tool_names: ['a', 'b'],
      error_class: ['silent' as const],
    };
    const own = {
      start_time_gte: '2026-01-01T10:30:00+01:00',
      start_time_lt: '2026-01-01T00:00:00Z',
      end_time_lte: '2026-01-04T00:00:00Z',
      min_duration_ms: 7,
      tool_names: ['b'],
      error_class: ['origin' as const, 'silent' as const],
    };
    expect(bothFilters(scope, own)).toEqual({
      filters: {
        start_time_gte: '2026-01-01T10:00:00Z',
        start_time_lt: '2026-01-01T00:00:00Z',
        end_time_lte: '2026-01-03T00:00:00Z',
        min_duration_ms: 7,
        tool_names: ['b'],
        error_class: ['silent'],
      },
      clash: [],
    });
  });

  it('say a second pattern, and a second SELECT, as one SELECT', () => {
    const scope = { pattern: { detector: 'failed-tools' as const, key: "o'hara" } };
    const own = { pattern: { detector: 'failed-tools' as const, key: 'b' } };
    const bySql = "SELECT trace_id FROM pattern_hits WHERE detector = 'failed-tools' AND key = 'o''hara'";
    expect(bothFilters(scope, own)).toEqual({ filters: { ...own, sql: bySql }, clash: [] });
    expect(bothFilters({ sql: 'SELECT trace_id FROM a;' }, { sql: 'SELECT trace_id FROM b' })).toEqual({
      filters: {
        sql: 'SELECT trace_id FROM (SELECT trace_id FROM a\n) WHERE trace_id IN (SELECT trace_id FROM (SELECT trace_id FROM b\n))',
      },
      clash: [],
    });
  });

  it('name what cannot be said together', () => {
    const scope = { tool_names: ['a'], text: 'x', has_errors: true, session_id: 's', sql: 'SELECT 1' };
    const own = { tool_names: ['b'], text: 'y', has_errors: false, session_id: 't' };
    expect(bothFilters(scope, own).clash).toEqual(['has_errors', 'tool_names', 'session_id', 'text']);
    const long = { sql: `SELECT trace_id FROM traces -- ${'x'.repeat(5000)}` };
    expect(bothFilters(long, { sql: `${long.sql}y` }).clash).toEqual(['sql']);
  });
});
