import { describe, expect, it } from 'vitest';
import { firstPages, missingPages, traceAt, withoutPage, withPage } from './trace-pages';

const first = firstPages({ total: 250, offset: 0, traces: [] });

describe('the pages of the list', () => {
  it('are asked for once, where the rows on screen need them', () => {
    expect(missingPages(first, { first: 0, last: 99 })).toEqual([]);
    expect(missingPages(first, { first: 90, last: 205 })).toEqual([1, 2]);
    const loading = withPage(first, 1, { state: 'loading' });
    expect(missingPages(loading, { first: 90, last: 205 })).toEqual([2]);
    expect(missingPages(withoutPage(loading, 1), { first: 90, last: 205 })).toEqual([1, 2]);
  });

  it('have no trace where they are still to come', () => {
    expect(traceAt(first, 3)).toBeUndefined();
    expect(traceAt(withPage(first, 1, { state: 'loading' }), 100)).toBeUndefined();
  });
});
