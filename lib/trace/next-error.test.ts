import { describe, expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { failedPlaces, nextPlace, previousPlace } from './next-error';
import { buildSpanTree } from './span-tree';

describe('failedPlaces', () => {
  test('are errors and silent failures alike, in tree order', () => {
    const tree = buildSpanTree([
      makeSpan({ row: 1, errorClass: 'propagated' }),
      makeSpan({ row: 2 }),
      makeSpan({ row: 3, parentSpanId: 's1', errorClass: 'origin' }),
      makeSpan({ row: 4, parentSpanId: 's2', errorClass: 'silent' }),
    ]);
    expect(failedPlaces(tree)).toEqual([0, 1, 3]);
  });
});

describe('nextPlace', () => {
  test('goes on from where one is', () => {
    expect(nextPlace([2, 5, 9], 2)).toBe(5);
    expect(nextPlace([2, 5, 9], 6)).toBe(9);
  });

  test('starts at the first, and starts over after the last', () => {
    expect(nextPlace([2, 5, 9], null)).toBe(2);
    expect(nextPlace([2, 5, 9], 9)).toBe(2);
  });

  test('has nowhere to go without failures', () => {
    expect(nextPlace([], 3)).toBeNull();
    expect(previousPlace([], 3)).toBeNull();
  });
});

describe('previousPlace', () => {
  test('goes back, and over the beginning to the last', () => {
    expect(previousPlace([2, 5, 9], 9)).toBe(5);
    expect(previousPlace([2, 5, 9], 2)).toBe(9);
    expect(previousPlace([2, 5, 9], null)).toBe(9);
  });
});
