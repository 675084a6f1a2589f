import { describe, expect, test } from 'vitest';
import { printJson, printText } from './json-tokens';
import { type JsonValue, parseJson } from './json-value';

function parsed(text: string): JsonValue {
  const value = parseJson(text);
  if (value === undefined) throw new Error(`no JSON: ${text}`);
  return value;
}

describe('printText', () => {
  test('keeps what is small on one line', () => {
    expect(printText(parsed('{"path":"./src","n":[1,2]}'))).toBe('{ "path": "./src", "n": [1, 2] }');
  });

  test('breaks what is long, level by level', () => {
    const text = printText(parsed(`{"a":{"b":[1,{}]},"long":"${'x'.repeat(80)}"}`));
    expect(text).toBe(`{\n  "a": { "b": [1, {}] },\n  "long": "${'x'.repeat(80)}"\n}`);
  });

  test('prints numbers in their own digits', () => {
    expect(printText(parsed('[9007199254740993,1.0,NaN]'))).toBe('[9007199254740993, 1.0, NaN]');
  });

  test('prints JSON that reads back the same', () => {
    const text = `{"k\\"":["a\\nb",${'[1,2,3],'.repeat(20)}null,true,{"x":{}}]}`;
    expect(parsed(printText(parsed(text)))).toEqual(parsed(text));
  });

  test('breaks lines inside strings when it is for reading', () => {
    expect(printText(parsed('{"out":"one\\ntwo"}'), { breakStrings: true })).toBe(
      '{\n  "out": "one\n    two"\n}',
    );
  });

  test('stops soon after the length that is asked for', () => {
    const list = parsed(`[${'"some words",'.repeat(10_000)}1]`);
    const text = printText(list, { length: 1_000 });
    expect(text.length).toBeGreaterThanOrEqual(1_000);
    expect(text.length).toBeLessThan(1_100);
    expect(printText(list).startsWith(text)).toBe(true);
  });

  test('prints 20,000 levels', () => {
    const deep = parsed('['.repeat(20_000) + ']'.repeat(20_000));
    expect(printJson(deep).length).toBeGreaterThan(20_000);
  });
});

test('printJson tells keys from values', () => {
  expect(printJson(parsed('{"a":"b","c":1,"d":null}')).filter((token) => token.kind !== 'plain')).toEqual([
    { kind: 'key', text: '"a"' },
    { kind: 'string', text: '"b"' },
    { kind: 'key', text: '"c"' },
    { kind: 'number', text: '1' },
    { kind: 'key', text: '"d"' },
    { kind: 'literal', text: 'null' },
  ]);
});
