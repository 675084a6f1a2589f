import { expect, it } from 'vitest';
import { parseSize } from './parse-size';

it('reads sizes in decimal units', () => {
  expect(parseSize('1GB')).toBe(1e9);
  expect(parseSize('1.5 MB')).toBe(1.5e6);
  expect(parseSize('20kb')).toBe(20_000);
  expect(parseSize('123')).toBe(123);
});

it('refuses what is no size', () => {
  expect(() => parseSize('much')).toThrow(/is no size/);
});
