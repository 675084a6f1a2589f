import { describe, expect, it } from 'vitest';
import { textAround } from './text-around';

function around(raw: string, match: string, context: number) {
  const start = raw.indexOf(match);
  return textAround(raw, { start, end: start + match.length }, context);
}

describe('the text around a match', () => {
  it('reads as what the JSON says', () => {
    const raw = String.raw`{"a":"say \"no\"\n\tto caf\u00e9 \\o/ now"}`;
    expect(around(raw, 'to', 100)).toEqual({
      before: '{"a":"say "no"\n\t',
      match: 'to',
      after: ' café \\o/ now"}',
    });
  });

  it('never cuts an escape in two', () => {
    const raw = String.raw`x\u00e9-hit-\u00e9x`;
    for (const context of [2, 3, 4, 5, 6]) {
      const { before, after } = around(raw, 'hit', context);
      expect(before).toBe('é-');
      expect(after).toBe('-');
    }
    expect(around(raw, 'hit', 7)).toEqual({ before: 'é-', match: 'hit', after: '-é' });
  });

  it('drops half of a surrogate pair at its edges', () => {
    expect(around('😀hit😀', 'hit', 1)).toEqual({ before: '', match: 'hit', after: '' });
  });

  it('cuts a match that is very long and says how long it was', () => {
    const { match } = around('a'.repeat(5000), 'a'.repeat(5000), 0);
    expect(match).toHaveLength(2000 + '… [cut: 5000 characters in all]'.length);
    expect(match.endsWith('… [cut: 5000 characters in all]')).toBe(true);
  });
});
