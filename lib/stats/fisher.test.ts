import { describe, expect, it } from 'vitest';
import { fisherExact } from './fisher';
import { logGamma } from './log-gamma';

function p(failedWith: number, otherWith: number, failedWithout: number, otherWithout: number): number {
  return fisherExact({ failedWith, otherWith, failedWithout, otherWithout });
}

/** The definition, by integers of any size. */
function byDefinition(a: number, b: number, c: number, d: number): number {
  const choose = (n: number, k: number) => {
    let value = 1n;
    for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - k + i)) / BigInt(i);
    return value;
  };
  const weight = (count: number) => choose(a + b, count) * choose(c + d, a + c - count);
  const observed = weight(a);
  let extreme = 0n;
  for (let count = Math.max(0, a - d); count <= Math.min(a + b, a + c); count += 1) {
    if (weight(count) <= observed) extreme += weight(count);
  }
  return Number((extreme * 10n ** 30n) / choose(a + b + c + d, a + c)) / 1e30;
}

describe("Fisher's exact test, two-sided", () => {
  it('gives published values', () => {
    // R: fisher.test(matrix(c(3, 1, 1, 3), 2)), the lady tasting tea; and fisher.test(matrix(c(1, 9, 11, 3), 2)).
    expect(p(3, 1, 1, 3)).toBeCloseTo(0.4857142857142857, 12);
    expect(p(1, 9, 11, 3)).toBeCloseTo(0.002759456185220083, 12);
    expect(p(8, 2, 1, 5)).toBeCloseTo(0.03496503496503495, 12);
  });

  it('agrees with the definition on every small table', () => {
    for (let a = 0; a <= 6; a += 1)
      for (let b = 0; b <= 6; b += 1)
        for (let c = 0; c <= 6; c += 1)
          for (let d = 0; d <= 6; d += 1) {
            if (a + b + c + d === 0) continue;
            expect(p(a, b, c, d), `${a} ${b} ${c} ${d}`).toBeCloseTo(byDefinition(a, b, c, d), 11);
          }
  });

  it('agrees with the definition where counts are in the thousands', () => {
    const value = byDefinition(105, 895, 150, 1850);
    expect(Math.abs(p(105, 895, 150, 1850) / value - 1)).toBeLessThan(1e-8);
  });

  it('is the same when rows and columns are swapped', () => {
    const value = p(120, 30, 900, 950);
    expect(p(900, 950, 120, 30) / value).toBeCloseTo(1, 9);
    expect(p(120, 900, 30, 950) / value).toBeCloseTo(1, 9);
  });

  it('stays finite and quick for millions', () => {
    expect(p(500_000, 500_000, 500_000, 500_000)).toBe(1);
    expect(p(510_000, 490_000, 490_000, 510_000)).toBeLessThan(1e-100);
    expect(p(1000, 999_000, 1000, 999_000)).toBe(1);
    expect(p(1100, 998_900, 1000, 999_000)).toBeGreaterThan(0.02);
    expect(p(1100, 998_900, 1000, 999_000)).toBeLessThan(0.04);
  });

  it('blames nothing where nothing varies', () => {
    expect(p(0, 10, 0, 10)).toBe(1);
    expect(p(10, 0, 10, 0)).toBe(1);
    expect(p(0, 0, 5, 5)).toBe(1);
    expect(p(0, 0, 0, 0)).toBe(1);
  });
});

describe('the logarithm of the gamma function', () => {
  it('gives factorials', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(2)).toBeCloseTo(0, 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 13);
    expect(logGamma(101) / 363.7393755555635).toBeCloseTo(1, 14);
  });
});
