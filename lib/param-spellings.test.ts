import { expect, test } from 'vitest';
import { paramSpellings } from './param-spellings';

test('a plain id has one spelling', () => {
  expect(paramSpellings('84559aaf')).toEqual(['84559aaf']);
});

test('an encoded id is decoded once, and may be meant as it stands', () => {
  expect(paramSpellings('a%2Fb')).toEqual(['a/b', 'a%2Fb']);
  expect(paramSpellings('c%2520d')).toEqual(['c%20d', 'c%2520d']);
});

test('what cannot be decoded is meant as it stands', () => {
  expect(paramSpellings('x%y')).toEqual(['x%y']);
});
