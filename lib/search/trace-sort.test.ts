import { describe, expect, it } from 'vitest';
import { defaultSort, nextSort, parseSort, printSort } from './trace-sort';

function parse(query: string) {
  return parseSort(new URLSearchParams(query));
}

describe('the order of the list', () => {
  it('comes back as it went in', () => {
    expect(parse('sort=duration.asc').state).toEqual({ sort: 'duration', order: 'asc' });
    expect(printSort({ sort: 'duration', order: 'asc' })).toBe('duration.asc');
    expect(printSort(defaultSort)).toBeUndefined();
    expect(parse('sort=tokens&order=asc').state).toEqual({ sort: 'tokens', order: 'asc' });
  });

  it('is the newest first where it is not said or not understood', () => {
    expect(parse('')).toEqual({ state: defaultSort, ignored: [] });
    expect(parse('sort=beauty.desc')).toEqual({ state: defaultSort, ignored: ['sort'] });
    expect(parse('sort=duration.up')).toEqual({ state: defaultSort, ignored: ['sort'] });
  });

  it('starts with the greatest number or the first name, and turns when pressed again', () => {
    const first = nextSort(defaultSort, 'duration');
    expect(first).toEqual({ sort: 'duration', order: 'desc' });
    expect(nextSort(first, 'duration')).toEqual({ sort: 'duration', order: 'asc' });
    expect(nextSort(first, 'name')).toEqual({ sort: 'name', order: 'asc' });
  });
});
