import { expect, it } from 'vitest';
import type { FoundPattern } from './answers';
import { leftOut } from './left-out';

function pattern(label: string, traces: number): FoundPattern {
  return {
    detector: 'error-signatures',
    key: label,
    label,
    subject: label,
    spans: traces,
    traces,
    of_traces: 100,
    examples: [],
  };
}

it('says in how many traces each pattern left out is', () => {
  expect(leftOut([])).toEqual([]);
  expect(leftOut([pattern('a fails', 1)])).toEqual([
    '1 more pattern, in 1 trace:',
    '- a fails: 1 of 100 traces (1.0 %)',
  ]);
  expect(leftOut([pattern('a', 4), pattern('b', 4)])[0]).toBe('2 more patterns, in 4 traces each:');
  expect(leftOut([pattern('a', 4), pattern('b', 2)])[0]).toBe('2 more patterns, in 2 to 4 traces each:');
});

it('counts those it does not name', () => {
  const many = Array.from({ length: 13 }, (_, at) => pattern(`p${at}`, 20 - at));
  expect(leftOut(many)).toHaveLength(12);
  expect(leftOut(many).at(-1)).toBe('- 3 others, in 8 to 10 traces each; find_patterns names them.');
});
