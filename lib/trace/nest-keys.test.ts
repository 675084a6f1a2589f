import { expect, test } from 'vitest';
import type { JsonValue } from './json-value';
import { keysBelow, nestKeys } from './nest-keys';

function flat(entries: [string, JsonValue][]) {
  return new Map(entries);
}

test('spells dotted keys out, numbers as lists in their order', () => {
  const nested = nestKeys(
    flat([
      ['10.role', 'tool'],
      ['2.role', 'user'],
      ['2.calls.0.name', 'grep'],
    ]),
  );
  expect(nested).toEqual([
    new Map<string, unknown>([
      ['role', 'user'],
      ['calls', [new Map([['name', 'grep']])]],
    ]),
    new Map([['role', 'tool']]),
  ]);
});

test('leaves values as they are, numbered keys and all', () => {
  const args = flat([['0', 'zero']]);
  expect(nestKeys(flat([['args', args]]))).toEqual(new Map([['args', args]]));
});

test('adds to a nested value without changing it', () => {
  const message = flat([['role', 'user']]);
  const nested = nestKeys(
    flat([
      ['message', message],
      ['message.content', 'hi'],
    ]),
  );
  expect(nested).toEqual(
    new Map([
      [
        'message',
        flat([
          ['role', 'user'],
          ['content', 'hi'],
        ]),
      ],
    ]),
  );
  expect(message.has('content')).toBe(false);
});

test('keysBelow takes the prefix off, and only whole words of it', () => {
  const below = keysBelow(
    flat(
      [
        ['a.b', 1],
        ['a.c.d', 2],
        ['ab.c', 3],
      ].map(([k, v]) => [String(k), String(v)]),
    ),
    'a',
  );
  expect([...below]).toEqual([
    ['b', '1'],
    ['c.d', '2'],
  ]);
});
