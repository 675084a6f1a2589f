import { expect, it } from 'vitest';
import { shortId } from './short-id';

it('keeps what is short and cuts what is long', () => {
  expect(shortId('t-00003')).toBe('t-00003');
  expect(shortId('a9744f1c0b3d4e5f8a9b0c1d2e3f4a5b')).toBe('a9744f1c');
  expect(shortId('checkout-run-2026-11-22-0001')).toBe('checkout-ru…2-0001');
});
