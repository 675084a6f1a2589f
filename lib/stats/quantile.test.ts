import { describe, expect, it } from 'vitest';
import { quantile } from './quantile';

describe('a quantile', () => {
  it('is a value, or lies between two of them', () => {
    expect(quantile([1, 2, 3], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3], 0.95)).toBeCloseTo(2.9);
    expect(quantile(Float64Array.of(1, 2), 0)).toBe(1);
    expect(quantile(Float64Array.of(1, 2), 1)).toBe(2);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('of nothing is nothing', () => {
    expect(quantile([], 0.5)).toBeNull();
  });
});
