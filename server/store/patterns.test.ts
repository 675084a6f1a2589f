import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Filters } from '../../lib/contracts/filters';
import { execute } from '../database';
import { type Fixture, type FixtureSpan, openFixture } from './fixture-database';
import { readPatterns } from './patterns';
import { readSignatures } from './signatures';

/** 40 traces that fail, of two models in turns; each trace shows the failure twice and a span that passes it on. */
const spans = Array.from({ length: 40 }, (_, at): FixtureSpan[] => {
  const trace_id = `t${String(at).padStart(2, '0')}`;
  const failing: FixtureSpan = {
    trace_id,
    status: 'ERROR',
    error_class: 'origin',
    failure_text: `of ${trace_id}`,
  };
  return [
    { ...failing, name: 'root', error_class: 'propagated', model_name: at % 2 === 0 ? 'even' : 'odd' },
    { ...failing, name: 'call' },
    { ...failing, name: 'call' },
  ];
}).flat();

let fixture: Fixture;

beforeAll(async () => {
  fixture = await openFixture(spans, {
    derive: (database) =>
      execute(
        database,
        `INSERT INTO pattern_hit SELECT 'error-signatures', name, trace_ix, "row", NULL, NULL FROM span;
        INSERT INTO pattern VALUES ('error-signatures', 'root', 'root fails', 'root', 'propagated', NULL),
          ('error-signatures', 'call', 'call fails', 'call', 'origin', 'text');`,
      ),
  });
});

afterAll(() => fixture.remove());

function patterns(filters: Filters) {
  return readPatterns({ database: fixture.database, filters, limit: 10 });
}

describe('patterns', () => {
  it('are counted within the selected traces', async () => {
    const [all] = await patterns({});
    expect(all).toMatchObject({ key: 'call', spans: 80, traces: 40, ofTraces: 40 });
    const [some] = await patterns({ model_names: ['even'] });
    expect(some).toMatchObject({ key: 'call', spans: 40, traces: 20, ofTraces: 20 });
    expect(await patterns({ model_names: ['none'] })).toEqual([]);
  });

  it('show examples spread over all traces that have them, each of another, the same every time', async () => {
    const [call] = await patterns({});
    expect(call?.examples.map((example) => example.traceId)).toEqual(['t07', 't15', 't23', 't31', 't39']);
    expect(call?.examples.map((example) => example.quote)).toContain('of t07');
    expect((await patterns({}))[0]?.examples).toEqual(call?.examples);
    const [odd] = await patterns({ model_names: ['odd'] });
    expect(odd?.examples).toHaveLength(5);
    for (const { traceId } of odd?.examples ?? []) expect(Number(traceId.slice(1)) % 2).toBe(1);
  });

  it('are listed with what was only passed on last, however often', async () => {
    expect((await patterns({})).map(({ key }) => key)).toEqual(['call', 'root']);
    const signatures = await readSignatures({ database: fixture.database, filters: {}, limit: 10 });
    expect(signatures.map(({ key, spans: count, traces }) => [key, count, traces])).toEqual([
      ['call', 80, 40],
      ['root', 40, 40],
    ]);
    // One that says nothing is told by what happens.
    expect(signatures.map(({ text }) => text)).toEqual(['text', 'root fails']);
  });

  it('are those of the detectors asked for, and as many of each as asked for', async () => {
    const request = { database: fixture.database, filters: {} };
    expect(await readPatterns({ ...request, detectors: ['failed-tools'], limit: 10 })).toEqual([]);
    expect(await readPatterns({ ...request, detectors: [], limit: 10 })).toEqual([]);
    expect(await readPatterns({ ...request, limit: 1 })).toHaveLength(1);
  });

  it('select exactly the traces they were counted in', async () => {
    const filters: Filters = { model_names: ['odd'], pattern: { detector: 'error-signatures', key: 'call' } };
    const [call] = await patterns(filters);
    expect(call).toMatchObject({ traces: 20, ofTraces: 20 });
  });
});
