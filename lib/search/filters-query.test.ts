import { describe, expect, it } from 'vitest';
import type { Filters } from '../contracts/filters';
import { parseFilters, printFilters } from './filters-query';

const all: Filters = {
  has_errors: true,
  error_class: ['silent', 'handled'],
  model_names: ['gpt-5.4', 'a,b'],
  tool_names: ['lookup & order'],
  project_id: 'demo',
  session_id: 's 1',
  start_time_gte: '2026-04-23T05:32:00.123456789Z',
  min_duration_ms: 12.5,
  text: 'does not "exist"',
  regex_pattern: '(?i)errno \\d+',
  sql: "SELECT trace_id FROM spans WHERE name = 'a b'",
  pattern: { detector: 'error-signatures', key: 'a:b' },
};

describe('filters in a URL', () => {
  it('come back as they went in', () => {
    expect(parseFilters(new URLSearchParams(printFilters(all).toString()))).toEqual({
      filters: all,
      ignored: [],
    });
  });

  it('name what does not parse and keep the rest', () => {
    const query = new URLSearchParams('errors=maybe&class=silent&min=x&pattern=nonsense&q=hello');
    expect(parseFilters(query)).toEqual({
      filters: { error_class: ['silent'], text: 'hello' },
      ignored: ['errors', 'min', 'pattern'],
    });
  });
});
