import { describe, expect, it } from 'vitest';
import { tools } from './tools/index';

function refusalOf(name: string, args: unknown) {
  const call = tools.find((tool) => tool.name === name)?.prepare(args);
  return call?.kind === 'immediate' ? call.result : undefined;
}

describe('arguments that do not hold', () => {
  it('say what is known at the top where an unknown key stands there', () => {
    expect(refusalOf('count_traces', { colour: 'red' })).toEqual({
      error: 'The arguments of count_traces do not hold. ✖ Unrecognized key: "colour"',
      instead: 'Leave out colour: count_traces knows filters, group_by.',
    });
  });

  it('say what is known of the object in which an unknown key stands', () => {
    expect(refusalOf('count_traces', { filters: { model: 'x' } })).toMatchObject({
      error: expect.stringContaining('"model"'),
      instead: expect.stringMatching(
        /^Inside "filters" there can be: has_errors, .*model_names, .*pattern\.$/,
      ),
    });
    expect(refusalOf('compare', { a: { filters: { model: 'x' } } })?.instead).toMatch(
      /^Inside "a.filters" .*model_names/,
    );
    const finding = { evidence: [{ trace_id: 't', words: 'w' }] };
    expect(refusalOf('report_finding', finding)?.instead).toContain(
      'Inside "evidence[0]" there can be: trace_id, span_id, quote.',
    );
  });

  it('name what is to be corrected where every key is known', () => {
    expect(refusalOf('query_traces', { limit: 0, offset: 'x' })?.instead).toBe(
      'Correct limit, offset and call query_traces again.',
    );
    expect(refusalOf('view_trace', {})?.instead).toBe('Correct trace_id and call view_trace again.');
  });

  it('list the arguments where there is no object at all', () => {
    expect(refusalOf('count_traces', 'x')?.instead).toBe(
      'Give one JSON object: count_traces knows filters, group_by.',
    );
  });
});
