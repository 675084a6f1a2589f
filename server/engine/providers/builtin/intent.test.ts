import { describe, expect, it } from 'vitest';
import { recogniseIntent } from './intent';

const kindOf = (question: string) => recogniseIntent(question).kind;

describe('recogniseIntent', () => {
  it.each([
    [
      'What are the most common failure modes across the failed traces? Give trace_id evidence.',
      'failure-modes',
    ],
    ['What goes wrong?', 'failure-modes'],
    ['Which traces have status.code == STATUS_CODE_ERROR? List the top 5 by error count.', 'error-traces'],
    ['Show me the failed runs.', 'error-traces'],
    [
      'What are the most repeated values of `output.value` of TOOL spans? Group near-duplicates.',
      'repeated-outputs',
    ],
    [
      'Which agents call `function.*` spans most often, and which are most associated with errors?',
      'tool-use',
    ],
    ['Which tools fail?', 'tool-use'],
    ['Find slow, expensive, or wasteful runs.', 'costly-runs'],
    ['How often does the model refuse?', 'refusals'],
    ['What changed since the last run?', 'what-changed'],
    ['Propose a fix for the most common error.', 'code-change'],
    ['Which line causes the failure?', 'code-change'],
    ['How should I fix this?', 'code-change'],
    ['Why did this trace fail?', 'which-trace'],
    ['How many traces are there?', 'dataset-summary'],
    ['Write me a poem.', 'unknown'],
  ])('%s → %s', (question, kind) => {
    expect(kindOf(question)).toBe(kind);
  });

  it.each([
    ['Why did trace t-1234 fail?', 't-1234'],
    ['Look at trace `a b/c`. Did it recover?', 'a b/c'],
    ['Why did trace_id: 84559aaf5d124026b1da35a7a66d9e94 fail?', '84559aaf5d124026b1da35a7a66d9e94'],
    ['What happened in [trace:x/1]?', 'x/1'],
    ['What was the tool sequence of run "nightly"?', 'nightly'],
  ])('%s → trace %s', (question, traceId) => {
    expect(recogniseIntent(question)).toEqual({ kind: 'one-trace', traceId });
  });

  it('takes no plain word for an id', () => {
    expect(kindOf('Which trace failed most?')).not.toBe('one-trace');
    expect(kindOf('Give trace ids and the exact error string.')).not.toBe('one-trace');
  });
});
