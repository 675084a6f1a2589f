import { expect, test } from 'vitest';
import { indentation, indentOf } from './indent';

test('a shallow tree is moved in by the usual step', () => {
  const given = indentation({ depth: 4 }, 600);
  expect(indentOf(0, given)).toEqual({ width: 0, capped: false });
  expect(indentOf(4, given)).toEqual({ width: 64, capped: false });
});

test('a deeper tree takes smaller steps, and every level is told apart', () => {
  const given = indentation({ depth: 10 }, 600);
  const widths = Array.from({ length: 11 }, (_, depth) => indentOf(depth, given).width);
  expect(new Set(widths).size).toBe(11);
  expect(indentOf(10, given).capped).toBe(false);
});

test.each([360, 471, 600, 1_000])('3,000 levels leave the names their room in a list of %d px', (width) => {
  const given = indentation({ depth: 3_000 }, width);
  const deepest = indentOf(3_000, given);
  expect(deepest.capped).toBe(true);
  expect(deepest.width).toBeLessThanOrEqual(30);
  expect(indentOf(2_000, given)).toEqual(deepest);
  expect(indentOf(3, given)).toEqual({ width: 18, capped: false });
});

test('one span alone is not moved in', () => {
  expect(indentOf(0, indentation({ depth: 0 }, 600))).toEqual({ width: 0, capped: false });
});
