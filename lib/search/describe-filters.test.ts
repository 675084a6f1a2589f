import { expect, it } from 'vitest';
import { describeFilters } from './describe-filters';

it('gives a term to each filter, and none where nothing is filtered', () => {
  expect(describeFilters({})).toEqual([]);
  expect(describeFilters({ has_errors: true, tool_names: ['lookup_order'], text: 'not found' })).toEqual([
    'error:any',
    'tool:lookup_order',
    '"not found"',
  ]);
});
