import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../../../sandbox/sandbox-fixture';
import type { Fixture, FixtureSpan } from '../../../store/fixture-database';
import { fixtureSpans, makeSpan, openEngineFixture } from '../../engine-fixture';
import { askAnalyst, expectNothingFalse, oneOfEach } from './ask-fixture';

needSandboxWorker();

const single = (span: Partial<FixtureSpan>) =>
  makeSpan({ trace_id: 't-1', span_id: 's', name: 'work', ...span });
const datasets: Record<string, FixtureSpan[]> = {
  'without traces': [],
  'of one trace': fixtureSpans().filter((span) => span.trace_id === 'fails'),
  'without errors': fixtureSpans().filter(({ trace_id }) => trace_id === 'fine' || trace_id === 'many'),
  'without tools and agents': [single({ observation_kind: 'LLM', model_name: 'm-1' })],
  'without models': fixtureSpans().filter((span) => span.observation_kind !== 'LLM'),
  'without any names': [single({})],
};

describe.each(Object.entries(datasets))('on a dataset %s', (_name, spans) => {
  let other: Fixture;
  beforeAll(async () => {
    other = await openEngineFixture(spans);
  });
  afterAll(() => other.remove());

  it('answers every question, and says nothing that does not hold', async () => {
    for (const question of oneOfEach) {
      const answer = await askAnalyst(question, { database: other.database });
      expect(answer.end).toMatchObject({ outcome: 'answered' });
      expectNothingFalse(answer);
      expect(answer.text).not.toMatch(/NaN|undefined|Infinity|\bnull\b/);
      if (spans.length === 0 && !/poem|can you do|trace `|since the last/.test(question)) {
        expect(answer.text).toContain('The dataset has no traces');
      }
    }
  });
});
