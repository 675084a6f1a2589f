import { describe, expect, it } from 'vitest';
import { shareDifference } from './newcombe';

describe('the difference of two shares', () => {
  it("has the intervals of Newcombe's own examples", () => {
    // Statistics in Medicine 17 (1998), table II, method 10; there the first minus the second.
    const table: [number, number, number, number, number, number][] = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [10, 10, 0, 10, 0.6075, 1],
    ];
    for (const [count, of, other, ofOther, low, high] of table) {
      const found = shareDifference({ count: other, of: ofOther }, { count, of });
      expect(found.low).toBeCloseTo(low, 3);
      expect(found.high).toBeCloseTo(high, 3);
      expect(found.difference).toBeCloseTo(count / of - other / ofOther, 12);
    }
  });

  it('knows nothing where one is a share of nothing', () => {
    expect(shareDifference({ count: 0, of: 0 }, { count: 3, of: 9 })).toEqual({
      difference: 0,
      low: -1,
      high: 1,
    });
  });
});
