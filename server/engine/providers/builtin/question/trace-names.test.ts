import { describe, expect, it } from 'vitest';
import { namedTraces } from './trace-names';

const tracesIn = (question: string) => namedTraces(question).traces;

describe('namedTraces', () => {
  it.each([
    ['Why did trace t-1234 fail?', ['t-1234']],
    ['Look at trace `a b/c`. Did it recover?', ['a b/c']],
    ['Why did trace_id: 84559aaf5d124026b1da35a7a66d9e94 fail?', ['84559aaf5d124026b1da35a7a66d9e94']],
    ['WHY DID TRACE 84559AAF FAIL', ['84559AAF']],
    ['What happened in [trace:x/1]?', ['x/1']],
    ['What happened in [span:x/1/s2]?', ['x/1']],
    ['What was the tool sequence of run "nightly"?', ['nightly']],
    ['why 84559aaf5d124026b1da35a7a66d9e94', ['84559aaf5d124026b1da35a7a66d9e94']],
    ['Why did trace id=84559aaf… fail?', ['84559aaf']],
    ['What do traces ab12cd34, ef56ab78 and 99aa00bb have in common?', ['ab12cd34', 'ef56ab78', '99aa00bb']],
    ['trace 7 failed, why?', ['7']],
    ['Why did trace deadbeef fail?', ['deadbeef']],
    ['Explain run 018f6a2e-7f1c-7cc0-8a0e-1f2d3c4b5a69', ['018f6a2e-7f1c-7cc0-8a0e-1f2d3c4b5a69']],
  ])('%s → %j', (question, traces) => {
    expect(tracesIn(question)).toEqual(traces);
  });

  it.each([
    'Which trace failed most?',
    'Give trace ids and the exact error string.',
    'List the top 5 traces by error count.',
    'Which traces have 3 errors?',
    'Show traces 5 times slower than usual',
    'How do runs end-to-end compare?',
  ])('takes no plain word or number for an id: %s', (question) => {
    expect(tracesIn(question)).toEqual([]);
  });
});
