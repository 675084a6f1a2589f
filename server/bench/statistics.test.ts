import { expect, it } from 'vitest';
import { median, quantile } from './statistics';

it('takes the nearest rank', () => {
  const values = [5, 1, 4, 2, 3];
  expect(median(values)).toBe(3);
  expect(quantile(values, 0.95)).toBe(5);
  expect(quantile(values, 0)).toBe(1);
});

it('knows nothing of no values', () => {
  expect(median([])).toBeNaN();
});
