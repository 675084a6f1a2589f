import { describe, expect, test } from 'vitest';
import { JsonNumber, parseJson, readJson } from './json-value';

describe('parseJson', () => {
  test('reads what JSON.parse reads', () => {
    expect(parseJson(' {"a": [true, false, null, "x\\n\\u00e9\\/\\"\\\\"], "b": {}, "c": []} ')).toEqual(
      new Map<string, unknown>([
        ['a', [true, false, null, 'x\né/"\\']],
        ['b', new Map()],
        ['c', []],
      ]),
    );
  });

  test('keeps the digits of numbers that a double cannot hold', () => {
    expect(parseJson('9007199254740993')).toEqual(new JsonNumber('9007199254740993'));
    expect(parseJson('[1.10, -2e400]')).toEqual([new JsonNumber('1.10'), new JsonNumber('-2e400')]);
  });

  test("reads Python's NaN and Infinity", () => {
    expect(parseJson('[NaN, -Infinity]')).toEqual([new JsonNumber('NaN'), new JsonNumber('-Infinity')]);
  });

  test('keeps keys in order, dots, __proto__ and all', () => {
    const value = parseJson('{"z.y": 1, "__proto__": 2, "a": 3}');
    expect(value instanceof Map && [...value.keys()]).toEqual(['z.y', '__proto__', 'a']);
  });

  test('joins the halves of a surrogate pair', () => {
    expect(parseJson('"\\ud83d\\ude00"')).toBe('😀');
  });

  test.each(['', '{', '[1,]', '{"a":1,}', '{"a" 1}', '1 2', 'nul', '"open', "{'a': 1}", '[1 2]', 'Error: x'])(
    'does not take %j for JSON',
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  test('reads 100,000 levels', () => {
    expect(parseJson('['.repeat(100_000) + ']'.repeat(100_000))).toBeInstanceOf(Array);
  });
});

describe('readJson', () => {
  test('keeps what a cut line still says', () => {
    const { value, complete } = readJson('{"a": 1, "b": {"c": "what was sa');
    expect(complete).toBe(false);
    expect(value).toEqual(
      new Map<string, unknown>([
        ['a', new JsonNumber('1')],
        ['b', new Map([['c', 'what was sa']])],
      ]),
    );
  });

  test('drops a key without a value', () => {
    expect(readJson('{"a": true, "half')).toEqual({ value: new Map([['a', true]]), complete: false });
  });
});
