import { describe, expect, it } from 'vitest';
import { spellOut } from './spell-out';

describe('a pattern over raw JSON', () => {
  it('finds a letter beyond ASCII as it is and as JSON may escape it', () => {
    const found = new RegExp(spellOut('résumé+'));
    expect('a résuméé'.match(found)?.[0]).toBe('résuméé');
    expect(String.raw`r\u00e9sum\u00E9`).toMatch(found);
    expect('resume').not.toMatch(found);
  });

  it('finds a character of two code units in both spellings', () => {
    const found = new RegExp(spellOut('😀!'), 'u');
    expect('😀!').toMatch(found);
    expect(String.raw`\ud83d\ude00!`).toMatch(found);
  });

  it('leaves classes, escapes, quoted runs and plain patterns alone', () => {
    for (const pattern of [
      '[éè]+',
      '[^]é]',
      String.raw`\é`,
      String.raw`\Qé[\E`,
      String.raw`Errno \d+ [a-z\]]`,
    ]) {
      expect(spellOut(pattern)).toBe(pattern);
    }
  });
});
