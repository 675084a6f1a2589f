import { describe, expect, it } from 'vitest';
import { cutAtWord, headOfWords } from './cut-at-word';

describe('a text that is too long', () => {
  it('is cut where a word ends, with an ellipsis', () => {
    expect(cutAtWord('No such file: <quoted>', 18)).toBe('No such file…');
    expect(cutAtWord('one two three', 8)).toBe('one two…');
    expect(cutAtWord('one two', 7)).toBe('one two');
  });

  it('keeps its beginning to the letter, and a word that ends at the limit', () => {
    expect(headOfWords('one two three', 7)).toBe('one two');
    expect(headOfWords('one two three', 9)).toBe('one two');
    expect(headOfWords('one two', 7)).toBe('one two');
  });

  it('is cut behind a word where no white space is near', () => {
    expect(headOfWords('{"status":503,"body":"upstream"}', 26)).toBe('{"status":503,"body');
    expect(headOfWords('a {"status":503,"body":"upstream"}', 28)).toBe('a {"status":503,"body');
  });

  it('is cut inside of a word where there is nothing but that, never inside of a character', () => {
    expect(headOfWords('x'.repeat(30), 10)).toBe('x'.repeat(10));
    expect(headOfWords(`${'x'.repeat(9)}😀😀`, 10)).toBe('x'.repeat(9));
  });
});
