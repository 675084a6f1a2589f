import { describe, expect, test } from 'vitest';
import { attributeType, firstValue, readAttributes } from './attributes';
import { JsonNumber, parseJson } from './json-value';

describe('readAttributes', () => {
  test('takes an object as it stands, flat keys with dots', () => {
    expect([...readAttributes(parseJson('{"inference.project_id":"p","n":1}')).keys()]).toEqual([
      'inference.project_id',
      'n',
    ]);
  });

  test('reads OTLP lists with their types', () => {
    const attributes = readAttributes(
      parseJson(`[
        {"key":"s","value":{"stringValue":"x"}},
        {"key":"i","value":{"intValue":"9007199254740993"}},
        {"key":"b","value":{"boolValue":false}},
        {"key":"l","value":{"arrayValue":{"values":[{"stringValue":"a"},{"doubleValue":1.5}]}}},
        {"key":"o","value":{"kvlistValue":{"values":[{"key":"k","value":{"intValue":1}}]}}},
        {"key":"e","value":{}}
      ]`),
    );
    expect([...attributes]).toEqual([
      ['s', 'x'],
      ['i', new JsonNumber('9007199254740993')],
      ['b', false],
      ['l', ['a', new JsonNumber('1.5')]],
      ['o', new Map([['k', new JsonNumber('1')]])],
      ['e', null],
    ]);
  });

  test('has none where there is nothing to read', () => {
    for (const text of ['null', '"x"', '7', '[1, {"key": 2}]'])
      expect(readAttributes(parseJson(text)).size).toBe(0);
    expect(readAttributes(undefined).size).toBe(0);
  });
});

test('attributeType names what a value is', () => {
  const values = parseJson('["", 1, true, {}, [], null]');
  expect(Array.isArray(values) && values.map(attributeType)).toEqual([
    'string',
    'number',
    'boolean',
    'object',
    'array',
    'null',
  ]);
});

test('firstValue passes over null and empty', () => {
  const attributes = readAttributes(parseJson('{"a":null,"b":"","c":0,"d":"x"}'));
  expect(firstValue(attributes, ['a', 'b', 'c', 'd'])).toEqual(new JsonNumber('0'));
  expect(firstValue(attributes, ['a', 'missing'])).toBeUndefined();
});
