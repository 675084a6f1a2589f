import { afterEach, describe, expect, it } from 'vitest';
import { type Fixture, type FixtureSpan, openFixture } from '../store/fixture-database';
import { findAssociations } from './associations';

let fixture: Fixture | undefined;

afterEach(async () => {
  await fixture?.remove();
  fixture = undefined;
});

async function associations(spans: readonly FixtureSpan[]) {
  fixture = await openFixture(spans);
  return findAssociations({ database: fixture.database, filters: {} });
}

/** One trace a failure rate of `failing` in ten. */
function traces(count: number, failing: number, also: FixtureSpan): FixtureSpan[] {
  return Array.from({ length: count }, (_, at): FixtureSpan => {
    const failed = at % 10 < failing;
    return {
      trace_id: `${JSON.stringify(also)} ${at}`,
      service_name: 'shop',
      ...also,
      ...(failed ? { status: 'ERROR', error_class: 'origin' } : {}),
    };
  });
}

describe('associations with failure', () => {
  it('name the value that fails more often than chance allows', async () => {
    const found = await associations([
      ...traces(60, 5, { model_name: 'small' }),
      ...traces(60, 1, { model_name: 'large' }),
    ]);
    expect(found.associations).toMatchObject([
      {
        dimension: 'model',
        value: 'small',
        failedWith: 30,
        totalWith: 60,
        failedWithout: 6,
        totalWithout: 60,
      },
    ]);
    expect(found.associations[0]?.adjustedP).toBeLessThan(0.001);
  });

  it('count silent failures as failures', async () => {
    const silent = traces(40, 0, { model_name: 'small', error_class: 'silent' });
    const found = await associations([...silent, ...traces(40, 0, { model_name: 'large' })]);
    expect(found.associations).toMatchObject([{ value: 'small', failedWith: 40 }]);
  });

  it('blame nothing for differences that chance makes', async () => {
    const found = await associations([
      ...traces(30, 3, { model_name: 'a', agent_name: 'x' }),
      ...traces(30, 2, { model_name: 'b', agent_name: 'x' }),
      ...traces(30, 4, { model_name: 'c', agent_name: 'y' }),
    ]);
    expect(found).toEqual({ associations: [], tried: 5 });
  });

  it('do not try what all traces have in common', async () => {
    const found = await associations(traces(20, 5, { model_name: 'only' }));
    expect(found).toEqual({ associations: [], tried: 0 });
  });

  it('find nothing in an empty dataset', async () => {
    expect(await associations([])).toEqual({ associations: [], tried: 0 });
  });
});
