import { describe, expect, it } from 'vitest';
import { textPattern } from './text-pattern';

/** What is used of RE2 here means the same in JavaScript. */
function finds(text: string, raw: string): boolean {
  return new RegExp(textPattern(text)).test(raw);
}

describe('the pattern of a text', () => {
  it('finds it in either case, and takes no character as an operator', () => {
    expect(finds('Errno 2', 'x [ERRNO 2] y')).toBe(true);
    expect(finds('a.b', 'axb')).toBe(false);
    expect(finds('f(x) = [1]? {2} ^$|*+', 'f(x) = [1]? {2} ^$|*+')).toBe(true);
    expect(finds('ÄRGER', 'ärger')).toBe(true);
  });

  it('finds what JSON escapes, at any nesting', () => {
    const text = 'say "no"\n\tC:\\temp\\a/b é 😀 <b>';
    let raw = text;
    for (let depth = 1; depth <= 3; depth += 1) {
      raw = JSON.stringify({ value: raw });
      expect(finds(text, raw), `${depth} deep`).toBe(true);
    }
  });

  it('finds characters spelled as their code, in digits of either case', () => {
    expect(finds('é', String.raw`caf\u00E9`)).toBe(true);
    expect(finds('É', String.raw`caf\u00e9`)).toBe(true);
    expect(finds('😀', String.raw`\uD83D\uDE00`)).toBe(true);
    expect(finds('<b>', String.raw`\u003cb\u003e`)).toBe(true);
    expect(finds('a/b', String.raw`a\/b`)).toBe(true);
    expect(finds('\u0001', String.raw`\u0001`)).toBe(true);
  });

  it('does not find what is not there', () => {
    expect(finds('"no"', 'no')).toBe(false);
    expect(finds('a\nb', 'a b')).toBe(false);
    expect(finds('é', 'e')).toBe(false);
  });
});
