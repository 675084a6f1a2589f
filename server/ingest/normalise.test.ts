import { describe, expect, it } from 'vitest';
import { attributesOf, otelKindOf, statusOf } from './normalise';

describe('the status of a span', () => {
  it.each([
    [{ code: 'STATUS_CODE_ERROR', message: 'm' }, 'ERROR', 'm'],
    [{ code: 'STATUS_CODE_OK', message: '' }, 'OK', null],
    [{ code: 'Error', message: null }, 'ERROR', null],
    [{ code: 2 }, 'ERROR', null],
    [{ code: 1 }, 'OK', null],
    [{ code: 0 }, 'UNSET', null],
    [{ status_code: 'ERROR' }, 'ERROR', null],
    ['error', 'ERROR', null],
    ['STATUS_CODE_OK', 'OK', null],
    [2, 'ERROR', null],
    [{}, 'UNSET', null],
    [null, 'UNSET', null],
    [undefined, 'UNSET', null],
    ['who knows', 'UNSET', null],
  ])('%j is %s', (written, status, message) => {
    expect(statusOf(written)).toEqual({ status, message });
  });
});

describe('the OpenTelemetry kind', () => {
  it.each([
    ['SPAN_KIND_CLIENT', 'CLIENT'],
    ['internal', 'INTERNAL'],
    [3, 'CLIENT'],
    ['1', 'INTERNAL'],
    [0, 'UNSPECIFIED'],
    [17, 'UNSPECIFIED'],
    ['', 'UNSPECIFIED'],
    [undefined, 'UNSPECIFIED'],
    [null, 'UNSPECIFIED'],
  ])('%j is %s', (written, kind) => {
    expect(otelKindOf(written)).toBe(kind);
  });
});

describe('attributes', () => {
  it('are an object, or an OTLP list with values of every type', () => {
    expect(attributesOf({ 'a.b': 1 })).toEqual({ 'a.b': 1 });
    const list = [
      { key: 'text', value: { stringValue: 'x' } },
      { key: 'big', value: { intValue: '9007199254740993' } },
      { key: 'yes', value: { boolValue: true } },
      { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { doubleValue: 1.5 }] } } },
      { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { stringValue: 'v' } }] } } },
      { key: 'none', value: {} },
    ];
    expect(attributesOf(list)).toEqual({
      text: 'x',
      big: '9007199254740993',
      yes: true,
      list: ['a', 1.5],
      map: { k: 'v' },
      none: null,
    });
  });

  it('are none where they are absent, null, or something else', () => {
    for (const value of [undefined, null, 'text', 5, []]) expect(attributesOf(value)).toEqual({});
  });
});
