import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from './benjamini-hochberg';

describe('the Benjamini–Hochberg adjustment', () => {
  it("gives what R's p.adjust(method = 'BH') gives", () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.8]);
    const expected = [0.025, 0.05, 0.05, 0.025, 0.8];
    for (const [at, value] of expected.entries()) expect(adjusted[at]).toBeCloseTo(value, 12);
  });

  it('never orders the adjusted values differently than the raw ones', () => {
    const raw = [0.02, 0.021, 0.022, 0.9, 0.0001];
    const adjusted = benjaminiHochberg(raw);
    const order = (values: number[]) => [...values.keys()].sort((a, b) => (raw[a] ?? 0) - (raw[b] ?? 0));
    const rising = order(adjusted).map((index) => adjusted[index] ?? 0);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
  });

  it('leaves a single p-value as it is, and stays at or below 1', () => {
    expect(benjaminiHochberg([0.04])).toEqual([0.04]);
    expect(benjaminiHochberg([1, 1, 1])).toEqual([1, 1, 1]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});
