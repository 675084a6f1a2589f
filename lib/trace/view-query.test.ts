import { expect, test } from 'vitest';
import { printView, readView, type ViewParameter, type ViewQuery, withParameter } from './view-query';

const usual: ViewQuery = { errorsOnly: false, tab: null, find: '' };

function written(view: ViewQuery, search = ''): string {
  const printed = printView(view);
  const names: ViewParameter[] = ['show', 'tab', 'find'];
  return names.reduce((query, name) => withParameter(query, name, printed[name]), search);
}

test('leaves out what is as usual', () => {
  expect(written(usual)).toBe('');
  expect(written({ ...usual, find: '  ' })).toBe('');
});

test.each<[string, ViewQuery]>([
  ['?show=errors', { ...usual, errorsOnly: true }],
  ['?tab=attributes', { ...usual, tab: 'attributes' }],
  ['?find=ORD', { ...usual, find: 'ORD' }],
  ['?show=errors&tab=payload&find=a+%26+%22b%22', { errorsOnly: true, tab: 'payload', find: 'a & "b"' }],
])('prints %s and reads it again', (search, view) => {
  expect(written(view)).toBe(search);
  expect(readView(new URLSearchParams(search))).toEqual(view);
});

test('reads what it does not know as usual', () => {
  expect(readView(new URLSearchParams('show=all&tab=sideways&find='))).toEqual(usual);
});

test('leaves alone what else the query says', () => {
  expect(written({ ...usual, tab: 'raw' }, '?span=s%2F1&quote=x+y&show=errors')).toBe(
    '?span=s%2F1&quote=x+y&tab=raw',
  );
});
