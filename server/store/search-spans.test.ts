import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textPattern } from '../../lib/search/text-pattern';
import { type Fixture, openFixture } from './fixture-database';
import { searchTrace } from './search-spans';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await openFixture([
    {
      span_id: 'second',
      name: 'later',
      start_ns: 20,
      raw: String.raw`{"name":"later","attributes":{"output.value":"cat concat cat: caf\u00e9 café 😀cat"}}`,
    },
    { trace_id: 'other', raw: '{"name":"cat"}' },
    { span_id: 'first', name: 'sooner', start_ns: 10, raw: '{"name":"sooner","list":[1,"a cat"]}' },
  ]);
});

afterAll(() => fixture.remove());

function search(pattern: string, also: { limit?: number; context?: number; spanId?: string } = {}) {
  return searchTrace({ database: fixture.database, traceId: 't1', pattern, context: 8, limit: 50, ...also });
}

describe('a search through a trace', () => {
  it('counts every match and tells where each stands, in order of the spans', async () => {
    const found = await search('cat');
    expect(found).toMatchObject({ matches: 5, spans: 2 });
    expect(found.hits.map(({ spanId, path }) => [spanId, path])).toEqual([
      ['first', 'list[1]'],
      ...Array.from({ length: 4 }, () => ['second', 'attributes["output.value"]']),
    ]);
    expect(found.hits[4]).toEqual({
      row: 0,
      traceId: 't1',
      spanId: 'second',
      spanName: 'later',
      path: 'attributes["output.value"]',
      before: ' café 😀',
      match: 'cat',
      after: '"}}',
    });
  });

  it('places what depends on its surroundings where it really matched', async () => {
    const whole = await search(String.raw`\bcat\b`, { spanId: 'second' });
    expect(whole.hits.map(({ before }) => before)).toEqual(
      ['t.value":"', 't concat ', 'é café 😀'].map((text) => text.slice(-8)),
    );
  });

  it('counts all while it tells only some', async () => {
    const found = await search('cat', { limit: 2 });
    expect(found.matches).toBe(5);
    expect(found.hits.map(({ spanId }) => spanId)).toEqual(['first', 'second']);
  });

  it('stays inside one span where one is named', async () => {
    expect(await search('cat', { spanId: 'first' })).toMatchObject({ matches: 1, spans: 1 });
    expect(await search('cat', { spanId: 'none' })).toEqual({ matches: 0, spans: 0, hits: [] });
  });

  it('takes groups, alternatives and flags of the pattern as its own', async () => {
    expect(
      (await search('(?i)(CON)?(CAT)|sooner', { spanId: 'second' })).hits.map(({ match }) => match),
    ).toEqual(['cat', 'concat', 'cat', 'cat']);
    expect((await search('^.name', { spanId: 'second' })).matches).toBe(0);
    expect((await search('^..name')).matches).toBe(2);
  });

  it('finds a text in any spelling', async () => {
    const found = await search(textPattern('CAFÉ'));
    expect(found.hits.map(({ match }) => match)).toEqual(['café', 'café']);
  });

  it('finds a letter that the file escapes by the letter that one reads', async () => {
    expect(await search('café')).toMatchObject({ matches: 2 });
  });

  it('refuses what does not compile and what matches nothing at all', async () => {
    for (const pattern of ['(', 'a)(b', 'x*', '', '^', String.raw`\b`]) {
      await expect(search(pattern), pattern).rejects.toMatchObject({ code: 'bad-pattern' });
    }
  });

  it('is not found where there is no such trace', async () => {
    const request = { database: fixture.database, traceId: 'none', pattern: 'a', context: 1, limit: 1 };
    await expect(searchTrace(request)).rejects.toMatchObject({ code: 'not-found' });
  });
});
