import { expect, it } from 'vitest';
import { rangeCovers } from './unicode-range';

it('tells which font faces a text needs', () => {
  const latin = 'U+0-FF, U+131, U+2000-206F';
  expect(rangeCovers(latin, 'plain – text')).toBe(true);
  expect(rangeCovers('U+400-45F', 'plain text')).toBe(false);
  expect(rangeCovers('U+400-45F', 'mixed Ж')).toBe(true);
  expect(rangeCovers('U+4??', 'Ж')).toBe(true);
  expect(rangeCovers('U+1F600', '😀')).toBe(true);
  expect(rangeCovers('', 'anything')).toBe(true);
});
