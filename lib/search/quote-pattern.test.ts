import { describe, expect, it } from 'vitest';
import { quotePattern, quotePieces } from './quote-pattern';

const stands = (quote: string, value: unknown) =>
  new RegExp(quotePattern(quote)).test(JSON.stringify({ value }));

describe('quotePattern', () => {
  it('finds plain words, and not others', () => {
    expect(stands('No such file (a+b)?', 'Errno 2: No such file (a+b)?')).toBe(true);
    expect(stands('no such file', 'No such file')).toBe(false);
    expect(stands('a.b', 'axb')).toBe(false);
  });

  it('sets white space aside', () => {
    expect(stands('first line second line', 'first line\n   second\tline')).toBe(true);
    expect(stands('first line\nsecond', 'first line second')).toBe(true);
    expect(stands('{"a": [1, 2]}', '{"a":[1,2]}')).toBe(true);
    expect(stands('two words', 'twofold words')).toBe(false);
  });

  it('sets JSON escapes aside, JSON inside JSON included', () => {
    expect(stands('file "a/b" is \\gone', 'file "a/b" is \\gone')).toBe(true);
    expect(stands('said "no"\nand left', JSON.stringify({ text: 'said "no"\nand left' }))).toBe(true);
    expect(stands('C:\\new\\table', 'C:\\new\\table')).toBe(true);
  });

  it('finds a character that is written as an escape', () => {
    const raw = String.raw`{"value":"caf\u00E9 it\u0027s \ud83d\ude00"}`;
    expect(new RegExp(quotePattern("café it's 😀")).test(raw)).toBe(true);
    expect(stands("café it's 😀", "café it's 😀")).toBe(true);
  });
});

describe('quotePieces', () => {
  it('splits at an ellipsis and at the mark of a cut', () => {
    expect(quotePieces('start … middle ... end')).toEqual(['start', 'middle', 'end']);
    expect(quotePieces('start… [cut: 5,000 characters in all]')).toEqual(['start']);
    expect(quotePieces('whole')).toEqual(['whole']);
  });
});
