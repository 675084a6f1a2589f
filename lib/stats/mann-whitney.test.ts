import { expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney';

it('gives the p-value of the normal approximation with continuity correction', () => {
  const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
  const b = [1.15, 0.88, 0.9, 0.74, 1.21, 0.7, 0.65, 2.4];
  // U = 55 of 80 pairs, no ties: z = (55 - 40 - 0.5) / sqrt(126.667), and erfc(z / sqrt 2) as Python's math has it.
  expect(mannWhitney(a, b)).toBeCloseTo(0.19762109, 6);
  expect(mannWhitney(b, a)).toBeCloseTo(mannWhitney(a, b), 12);
});

it('corrects for ties', () => {
  const a = [1, 1, 1, 2, 2, 3, 3, 3];
  const b = [2, 2, 3, 3, 3, 4, 4, 4];
  // Ranks 2, 5.5, 10.5 and 15 for tied 1, 2, 3 and 4; variance 64/12 · (17 − 318/240).
  const z = (Math.abs(3 * 2 + 2 * 5.5 + 3 * 10.5 - 36 - 32) - 0.5) / Math.sqrt((64 / 12) * (17 - 318 / 240));
  expect(z).toBeCloseTo(2.078, 3);
  expect(mannWhitney(a, b)).toBeCloseTo(0.03771, 4);
});

it('says nothing of few values, or of values that are all the same', () => {
  expect(mannWhitney([1, 2, 3], [10, 20, 30, 40])).toBe(1);
  expect(mannWhitney(Array(20).fill(5), Array(30).fill(5))).toBe(1);
});

it('is quick for many, and sure of what is plain', () => {
  const a = Array.from({ length: 50_000 }, (_, index) => index);
  expect(mannWhitney(a, a)).toBeCloseTo(1, 6);
  expect(
    mannWhitney(
      a,
      a.map((value) => value + 5000),
    ),
  ).toBeLessThan(1e-6);
});
