import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCited } from './cited';
import { type Fixture, openFixture } from './fixture-database';
import { readPrevalence } from './prevalence';
import { quotesStand } from './quotes';
import { sampleTraces } from './sample-traces';

let fixture: Fixture;
beforeAll(async () => {
  const raw = JSON.stringify({ output: JSON.stringify({ error: 'No such file: "a/b"\nTry again' }) });
  fixture = await openFixture([
    { trace_id: 't/1', span_id: 'a', name: 'root', start_ns: 3 },
    { trace_id: 't/1', span_id: 'b', name: 'tool', raw },
    { trace_id: 't2', span_id: 'a', name: 'other', status: 'ERROR', start_ns: 1 },
    { trace_id: 't3', span_id: 'c', name: 'third', start_ns: 2 },
  ]);
});
afterAll(() => fixture.remove());

describe('findCited', () => {
  it('names traces and spans by their ids to the letter, in order', async () => {
    const names = [
      { traceId: 't/1', spanId: 'b' },
      { traceId: 't/1', spanId: null },
      { traceId: 't2', spanId: 'b' },
      { traceId: 'T2', spanId: null },
      { traceId: 't2', spanId: 'a' },
    ];
    const found = await findCited({ database: fixture.database, names });
    expect(found.map((cited) => cited?.name)).toEqual(['tool', 'root', undefined, undefined, 'other']);
  });

  it('finds nothing among nothing', async () => {
    expect(await findCited({ database: fixture.database, names: [] })).toEqual([]);
  });
});

describe('quotesStand', () => {
  const ask = async (spanId: string | null, quotes: string[]) => {
    const [cited] = await findCited({ database: fixture.database, names: [{ traceId: 't/1', spanId }] });
    return cited && quotesStand({ database: fixture.database, cited, quotes });
  };

  it('looks in the span, or in the whole trace, escapes and white space aside', async () => {
    const quotes = ['No such file: "a/b" Try again', 'No such … again', 'no such file', '…'];
    expect(await ask('b', quotes)).toEqual([true, true, false, false]);
    expect(await ask(null, quotes)).toEqual([true, true, false, false]);
    expect(await ask('a', quotes)).toEqual([false, false, false, false]);
    expect(await ask('a', [])).toEqual([]);
  });
});

describe('readPrevalence', () => {
  it('counts within the scope, and says which traces are among the matches', async () => {
    const { database } = fixture;
    const count = await readPrevalence({
      database,
      scope: { has_errors: false },
      predicate: { regex_pattern: '"span_id":"[ac]"' },
      traceIds: ['t/1', 't2', 't3', 'ghost'],
    });
    expect(count).toEqual({ traces: 2, ofTraces: 2, held: new Set(['t/1', 't3']) });
    const none = await readPrevalence({
      database,
      scope: {},
      predicate: { text: 'nowhere' },
      traceIds: ['t2'],
    });
    expect(none).toEqual({ traces: 0, ofTraces: 3, held: new Set() });
  });
});

describe('sampleTraces', () => {
  it('spreads over the whole selection, in order of start', async () => {
    const { database } = fixture;
    expect(await sampleTraces({ database, filters: {}, count: 20 })).toEqual(['t2', 't3', 't/1']);
    expect(await sampleTraces({ database, filters: {}, count: 2 })).toEqual(['t2', 't/1']);
    expect(await sampleTraces({ database, filters: { has_errors: true }, count: 2 })).toEqual(['t2']);
    expect(await sampleTraces({ database, filters: { text: 'nowhere' }, count: 2 })).toEqual([]);
  });
});
