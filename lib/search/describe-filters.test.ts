import { expect, it } from 'vitest';
import { describeFilters } from './describe-filters';

it('says nothing where nothing is filtered', () => {
  expect(describeFilters({})).toEqual([]);
});

it('gives a term to each filter', () => {
  const terms = describeFilters({
    has_errors: true,
    error_class: ['origin', 'silent'],
    tool_names: ['lookup_order'],
    project_id: 'p',
    min_duration_ms: 500,
    pattern: { detector: 'failed-tools', key: 'k' },
    text: 'does not exist',
    regex_pattern: 'Errno \\d',
  });
  expect(terms).toEqual([
    'error:any',
    'class:origin,silent',
    'tool:lookup_order',
    'project:p',
    'duration:≥500 ms',
    'failed-tools:k',
    '"does not exist"',
    '/Errno \\d/',
  ]);
});
