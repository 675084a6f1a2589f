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

it('says a pattern in its words where they are known, cut where they are many', () => {
  const filters = { pattern: { detector: 'error-signatures' as const, key: '2fb1c0de' } };
  expect(describeFilters(filters, 'Order <id> does not exist')).toEqual([
    'pattern:"Order <id> does not exist"',
  ]);
  expect(describeFilters(filters, 'x'.repeat(200))).toEqual([`pattern:"${'x'.repeat(79)}…"`]);
  expect(describeFilters(filters)).toEqual(['pattern:error-signatures:2fb1c0de']);
});
