import { describe, expect, it } from 'vitest';
import { receiptFixture } from './diagnosis-fixture';
import { receiptHolds, receiptParts } from './receipt-line';

describe('a receipt', () => {
  it('says what was matched, read, asked and spent', () => {
    expect(receiptParts(receiptFixture)).toEqual([
      'matched 45 traces',
      'read 3 traces',
      'read 5 spans',
      '4 queries',
      '0 tokens',
      '812 ms',
      'every quote found',
    ]);
  });

  it('names the cost where it is known', () => {
    const paid = { ...receiptFixture, inputTokens: 48_000, outputTokens: 120, costUsd: 0.25 };
    expect(receiptParts(paid)).toContain('$ 0.25');
    expect(receiptParts(paid)).toContain('48.1k tokens');
  });

  it('says how many citations and quotes hold', () => {
    const bad = { ...receiptFixture, citations: 3, citationsHold: 2 };
    expect(receiptParts(bad).at(-1)).toBe('2 of 3 citations hold');
    expect(receiptHolds(bad)).toBe(false);
    expect(receiptParts({ ...receiptFixture, quotes: 2 }).at(-1)).toBe('1 of 2 quotes found');
    const bare = { ...receiptFixture, citations: 0, citationsHold: 0, quotes: 0, quotesFound: 0 };
    expect(receiptParts(bare).at(-1)).toBe('nothing cited');
    expect(receiptParts({ ...bare, citations: 1, citationsHold: 1 }).at(-1)).toBe('every citation holds');
  });
});
