import { expect, it } from 'vitest';
import { slug } from './slug';

it('makes a file name of a title', () => {
  expect(slug('lookup_order: “not found” — again!')).toBe('lookup-order-not-found-again');
  expect(slug('失敗')).toBe('finding');
  expect(slug('x '.repeat(100)).length).toBeLessThanOrEqual(60);
});
