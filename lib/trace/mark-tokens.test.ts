import { expect, test } from 'vitest';
import type { Token } from './json-tokens';
import { markTokens } from './mark-tokens';

const tokens: Token[] = [
  { kind: 'key', text: 'abc' },
  { kind: 'string', text: 'defg' },
];

function drawn(ranges: { from: number; to: number }[], limit = 100): string {
  return markTokens(tokens, ranges, limit)
    .map((token) => (token.marked ? `[${token.text}]` : token.text))
    .join('|');
}

test('leaves tokens whole where nothing is marked', () => {
  expect(drawn([])).toBe('abc|defg');
});

test('marks across tokens', () => {
  expect(drawn([{ from: 1, to: 5 }])).toBe('a|[bc]|[de]|fg');
});

test('joins marks that overlap, and takes them in any order', () => {
  expect(
    drawn([
      { from: 2, to: 4 },
      { from: 0, to: 3 },
    ]),
  ).toBe('[abc]|[d]|efg');
});

test('stops at the limit, in the middle of a token and of a mark', () => {
  expect(drawn([{ from: 4, to: 7 }], 5)).toBe('abc|d|[e]');
  expect(drawn([], 3)).toBe('abc');
});
