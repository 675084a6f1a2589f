import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../../../sandbox/sandbox-fixture';
import type { Fixture, FixtureSpan } from '../../../store/fixture-database';
import { makeSpan, openEngineFixture } from '../../engine-fixture';
import { askAnalyst, expectToHold } from './ask-fixture';

needSandboxWorker();

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openEngineFixture([
    failing('turns-1', 'agent', 'MaxTurnsExceeded: Max turns (10) exceeded'),
    failing(
      'turns-2',
      'graph',
      'GraphRecursionError: Recursion limit of 25 reached without hitting a stop condition',
    ),
    failing('turns-2', 'agent', 'MaxTurnsExceeded: Max turns (10) exceeded', 'second'),
    { ...failing('ghost', 'search', "Error: tool 'serach' not found"), failure_kind: 'unknown-tool' },
    {
      ...failing('args', 'search', 'ValidationError: 1 validation error for search: query missing'),
      failure_kind: 'invalid-arguments',
    },
    failing('rate', 'chat', 'RateLimitError: Error code: 429'),
    failing('other', 'search', 'Connection refused'),
    makeSpan({ trace_id: 'fine', span_id: 's', name: 'agent' }),
  ]);
});
afterAll(() => fixture.remove());

function failing(trace_id: string, name: string, says: string, span_id = 's'): FixtureSpan {
  return makeSpan({
    trace_id,
    span_id,
    name,
    status: 'ERROR',
    status_message: says,
    error_class: 'origin',
    failure_text: says,
    failure_mask: says.replace(/\d+/g, '<n>'),
  });
}

describe('failures told by what they say', () => {
  it('counts a trace once, however many of them it holds, and puts each on record', async () => {
    const answer = await askAnalyst('Do runs run out of turns?', fixture);
    expectToHold(answer);
    expect(answer.text).toContain(
      '2 of 7 traces (28.6 %) show agents that ran out of turns: 3 spans, 2 patterns.',
    );
    expect(answer.text).toContain('`MaxTurnsExceeded: Max turns (10) exceeded` [span:turns-1/s]');
    expect(answer.findings.map(({ prevalence }) => prevalence.traces).sort()).toEqual([1, 2]);
  });

  it.each([
    [
      'Are unknown tools called?',
      '1 of 7 traces (14.3 %) show calls of tools that do not exist',
      '[span:ghost/s]',
    ],
    [
      'Are there invalid arguments?',
      '1 of 7 traces (14.3 %) show calls with arguments that were refused',
      '[span:args/s]',
    ],
    [
      'Do runs hit rate limits?',
      '1 of 7 traces (14.3 %) show rate limits that were reached',
      '[span:rate/s]',
    ],
  ])('%s', async (question, count, cited) => {
    const answer = await askAnalyst(question, fixture);
    expectToHold(answer);
    expect(answer.text).toContain(count);
    expect(answer.text).toContain(cited);
    expect(answer.findings).toHaveLength(1);
  });

  it('says that none was found, and what would have counted', async () => {
    const { text } = await askAnalyst('Do runs hit rate limits?', {
      ...fixture,
      filters: { text: 'Max turns' },
    });
    expect(text).toContain('None was found: 0 of 2 traces (0.0 %) show rate limits that were reached.');
    expect(text).toContain('Counted are failures that speak of a rate limit');
  });
});
