import { expect, it } from 'vitest';
import { cutJson } from './cut-json';

it('indents a value and leaves a text as it is', () => {
  expect(cutJson({ a: 1 }).text).toBe('{\n  "a": 1\n}');
  expect(cutJson('{"a": ').text).toBe('{"a": ');
  expect(cutJson(undefined).text).toBe('nothing');
});

it('says when it cut, and keeps the whole', () => {
  const { text, whole } = cutJson('x'.repeat(7000));
  expect(text.endsWith('… [cut: 7000 characters in all]')).toBe(true);
  expect(whole).toHaveLength(7000);
});
