import { describe, expect, it } from 'vitest';
import { jsonPathsAt } from './json-path-at';

function pathOf(json: string, needle: string): string | undefined {
  return jsonPathsAt(json, [json.indexOf(needle)])[0];
}

describe('the path of an offset in JSON', () => {
  const json = String.raw`{"name":"a","attributes":{"output.value":"{\"k\":\"deep\"}","list":[1,{"x":"two, \\"},"three"],"last":null},"end":true}`;

  it('writes plain keys with dots, others in brackets, and counts list items', () => {
    expect(pathOf(json, '"a"')).toBe('name');
    expect(pathOf(json, 'deep')).toBe('attributes["output.value"]');
    expect(pathOf(json, 'two')).toBe('attributes.list[1].x');
    expect(pathOf(json, 'three')).toBe('attributes.list[2]');
    expect(pathOf(json, 'null')).toBe('attributes.last');
    expect(pathOf(json, 'true')).toBe('end');
  });

  it('gives a key to its value', () => {
    expect(pathOf(json, 'utput.value')).toBe('attributes["output.value"]');
    expect(pathOf(json, 'ttributes')).toBe('attributes');
  });

  it('reads many rising offsets in one walk', () => {
    const offsets = [0, json.indexOf('deep'), json.indexOf('deep') + 2, json.indexOf('three'), json.length];
    expect(jsonPathsAt(json, offsets)).toEqual([
      '',
      'attributes["output.value"]',
      'attributes["output.value"]',
      'attributes.list[2]',
      '',
    ]);
  });

  it('is not confused by brackets and escaped quotes inside strings', () => {
    expect(pathOf(String.raw`{"a":"]}\\\"{[","b":"here"}`, 'here')).toBe('b');
  });

  it('survives a text that was cut', () => {
    expect(pathOf('{"a":{"b":"cut of', 'cut')).toBe('a.b');
    expect(jsonPathsAt('no JSON', [3])).toEqual(['']);
  });
});
