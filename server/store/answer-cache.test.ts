import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerCache } from './answer-cache';
import { type Fixture, openFixture } from './fixture-database';

let fixture: Fixture;
let other: Fixture;
beforeAll(async () => {
  fixture = await openFixture([{ trace_id: 'a' }]);
  other = await openFixture([{ trace_id: 'b' }]);
});
afterAll(async () => {
  await fixture.remove();
  await other.remove();
});

/** Answers with how often it was asked. */
function counter() {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked;
  };
}

it('asks once for equal questions about one database', async () => {
  const cache = answerCache<number>();
  const ask = counter();
  expect(await cache(fixture.database, { limit: 1 }, ask)).toBe(1);
  expect(await cache(fixture.database, { limit: 1 }, ask)).toBe(1);
  expect(await cache(fixture.database, { limit: 2 }, ask)).toBe(2);
  expect(await cache(other.database, { limit: 1 }, ask)).toBe(3);
});

it('forgets what was not used for longest', async () => {
  const cache = answerCache<number>(2);
  const ask = counter();
  for (const question of ['a', 'b', 'a', 'c']) await cache(fixture.database, question, ask);
  expect(await cache(fixture.database, 'a', ask)).toBe(1);
  expect(await cache(fixture.database, 'b', ask)).toBe(4);
});

it('keeps no failure', async () => {
  const cache = answerCache<number>();
  await expect(cache(fixture.database, 'a', () => Promise.reject(new Error('cancelled')))).rejects.toThrow();
  expect(await cache(fixture.database, 'a', counter())).toBe(1);
});
