import { expect, it } from 'vitest';
import { countIn, entriesOf } from './read-answer';

const answer = `1,204 of 2,000 traces fail.

1. **lookup fails** (error): 1,100 of 2,000 traces
   It says \`missing\` [span:t1/s1]
   More: [trace:t2], [trace:t1]
2. **chat refuses** (refusal): 3 of 2,000 traces

Counted are calls [trace:t9].`;

it('reads each entry with the lines that belong to it', () => {
  expect(entriesOf(answer)).toMatchObject([
    { traces: 1100, citedTraces: ['t2', 't1'], citedSpans: [{ traceId: 't1', spanId: 's1' }] },
    { traces: 3, citedTraces: [], citedSpans: [] },
  ]);
});

it('reads a number with its separators, and none where none stands', () => {
  expect(countIn(answer, /([\d,]+) of [\d,]+ traces fail/)).toBe(1204);
  expect(countIn(answer, /(\d+) spans/)).toBeNull();
});
