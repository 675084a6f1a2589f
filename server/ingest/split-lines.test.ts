import { describe, expect, it } from 'vitest';
import { splitLines } from './split-lines';

/** Every line of a text that arrives in blocks of `size` bytes. */
function linesOf(text: string | Buffer, { size = 1000, limit = 1000 } = {}) {
  const bytes = Buffer.from(text);
  const splitter = splitLines(limit);
  const lines: { number: number; at: number; text: string; bytes: number }[] = [];
  const drain = () => {
    for (let line = splitter.next(); line; line = splitter.next()) {
      lines.push({
        number: line.number,
        at: line.byteOffset,
        text: line.bytes.toString(),
        bytes: line.byteLength,
      });
    }
  };
  for (let from = 0; from < bytes.length; from += size) {
    splitter.push(bytes.subarray(from, from + size));
    drain();
  }
  splitter.end();
  drain();
  return lines;
}

describe('lines', () => {
  it('are numbered from 1 and know their first byte', () => {
    expect(linesOf('ab\n\ncdé\nf\n')).toEqual([
      { number: 1, at: 0, text: 'ab', bytes: 2 },
      { number: 2, at: 3, text: '', bytes: 0 },
      { number: 3, at: 4, text: 'cdé', bytes: 4 },
      { number: 4, at: 9, text: 'f', bytes: 1 },
    ]);
  });

  it('are the same however the file is cut into blocks', () => {
    const text = '{"a":1}\r\n\r\nübergroß\n\nlast';
    for (let size = 1; size <= 12; size++) expect(linesOf(text, { size })).toEqual(linesOf(text));
  });

  it('lose a carriage return at their end, and one at a block border too', () => {
    expect(linesOf('a\r\nb\r\n', { size: 2 }).map((line) => line.text)).toEqual(['a', 'b']);
  });

  it('need no line end at the end of the file, and an empty file has none', () => {
    expect(linesOf('a\nb').map((line) => line.text)).toEqual(['a', 'b']);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('\n')).toHaveLength(1);
  });

  it('do not hold the byte order mark', () => {
    expect(linesOf('\uFEFFa\nb')).toEqual([
      { number: 1, at: 3, text: 'a', bytes: 1 },
      { number: 2, at: 5, text: 'b', bytes: 1 },
    ]);
  });

  it('are let go beyond the limit, all but the beginning', () => {
    const long = 'x'.repeat(5000);
    for (const size of [7, 300, 10_000]) {
      const lines = linesOf(`a\n${long}\nb`, { size, limit: 1000 });
      expect(lines.map(({ number, at, bytes }) => ({ number, at, bytes }))).toEqual([
        { number: 1, at: 0, bytes: 1 },
        { number: 2, at: 2, bytes: 5000 },
        { number: 3, at: 5003, bytes: 1 },
      ]);
      expect(lines[1]?.text).toMatch(/^x{200,256}$/);
    }
  });
});
