import { describe, expect, test } from 'vitest';
import { findQuote } from './find-quote';

function marked(text: string, quote: string): string[] {
  return findQuote(text, quote).map(({ from, to }) => text.slice(from, to));
}

describe('findQuote', () => {
  test('finds words to the letter', () => {
    expect(marked("Error: [Errno 2] No such file: 'src'", '[Errno 2] No such file')).toEqual([
      '[Errno 2] No such file',
    ]);
  });

  test('does not mind white space', () => {
    expect(marked('{ "path":  "./src",\n  "n": 1 }', '{"path":"./src","n":1}')).toEqual([
      '{ "path":  "./src",\n  "n": 1 }',
    ]);
  });

  test('finds words quoted from the raw line in what is shown', () => {
    expect(marked('say "hi"\nand go', 'say \\"hi\\"\\nand')).toEqual(['say "hi"\nand']);
    expect(marked('it’s', 'it\\u2019s')).toEqual(['it’s']);
  });

  test('finds words quoted from what is shown in the raw line, nested twice', () => {
    expect(marked('{"a":"{\\"b\\":\\"x\\\\ny\\"}"}', '{"b":"x\ny"}')).toEqual(['{\\"b\\":\\"x\\\\ny\\"}']);
  });

  test('finds every place, and not more than asked', () => {
    expect(marked('ab ab ab', 'ab')).toHaveLength(3);
    expect(findQuote('ab ab ab', 'ab', 2)).toHaveLength(2);
  });

  test('does not mind case', () => {
    expect(marked('NOT FOUND', 'not found')).toEqual(['NOT FOUND']);
  });

  test('keeps places right beside letters that change their length', () => {
    expect(marked('İİ 😀 yes', 'yes')).toEqual(['yes']);
  });

  test('finds nothing for nothing', () => {
    expect(findQuote('abc', ' \n')).toEqual([]);
    expect(findQuote('abc', 'abd')).toEqual([]);
  });
});
