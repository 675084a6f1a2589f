import { describe, expect, it } from 'vitest';
import { citationTargets, findCitations } from './citations';

const quotes = (text: string) => findCitations(text).map((mark) => [mark.reference, mark.quotes]);

describe('findCitations', () => {
  it('finds traces and spans with their place', () => {
    const text = 'See [trace:t-1] and [span:t-1/s 2].';
    const marks = findCitations(text);
    expect(marks.map((mark) => [mark.kind, mark.reference])).toEqual([
      ['trace', 't-1'],
      ['span', 't-1/s 2'],
    ]);
    for (const mark of marks) expect(text.slice(mark.start, mark.end)).toBe(mark.text);
  });

  it('waits for the bracket when the text comes in pieces', () => {
    expect(findCitations('failed [span:t-1/s')).toEqual([]);
    expect(findCitations('failed [span:t-1/s-2]')).toHaveLength(1);
  });

  it('takes no other bracket for a citation', () => {
    expect(findCitations('[span:no-slash] [trace:] [link](trace:x) `a[0]`')).toEqual([]);
  });

  it('finds a citation inside backticks', () => {
    expect(quotes('in `[trace:t-1]`')).toEqual([['t-1', []]]);
  });

  it('gives a citation the quotes beside it', () => {
    expect(quotes('It said `[Errno 2] No such file` [span:a/b].')).toEqual([
      ['a/b', ['[Errno 2] No such file']],
    ]);
    expect(quotes('[span:a/b] said "rate limited" and “try later”')).toEqual([
      ['a/b', ['rate limited', 'try later']],
    ]);
  });

  it('gives a quote to the nearer citation', () => {
    expect(quotes('`first` [span:a/b], then `second` [span:a/c]')).toEqual([
      ['a/b', ['first']],
      ['a/c', ['second']],
    ]);
    expect(quotes('[trace:a] `boom` [trace:b]')).toEqual([
      ['a', []],
      ['b', ['boom']],
    ]);
  });

  it('gives a quote before several citations to each of them, and to none beyond other words', () => {
    expect(quotes('`boom` [trace:a], [trace:b] and [trace:c], also in [trace:d]')).toEqual([
      ['a', ['boom']],
      ['b', ['boom']],
      ['c', ['boom']],
      ['d', []],
    ]);
  });

  it('gives a citation two quotes before it, however long the second is', () => {
    const long = `An error occurred. Please try again. Error: ${'x'.repeat(200)}`;
    expect(quotes(`It says \`short\`, its output \`${long}\` [span:a/b]`)).toEqual([
      ['a/b', ['short', long]],
    ]);
  });

  it('gives no quote across a line or a sentence', () => {
    expect(quotes('[trace:a]. The filter `has_errors` is strict.')).toEqual([['a', []]]);
    expect(quotes('`has_errors`\n[trace:a]')).toEqual([['a', []]]);
    expect(quotes('It said `boom`. [trace:a]')).toEqual([['a', ['boom']]]);
  });

  it('reads nothing inside a fenced block', () => {
    expect(quotes('```\n[trace:x] `quote`\n```\n`boom` [trace:a]')).toEqual([['a', ['boom']]]);
    expect(quotes('```\nstill open [trace:x]')).toEqual([]);
  });
});

describe('citationTargets', () => {
  it('reads an id with slashes in every way, the last slash first', () => {
    expect(citationTargets({ kind: 'span', reference: 'a/b/c' })).toEqual([
      { traceId: 'a/b', spanId: 'c' },
      { traceId: 'a', spanId: 'b/c' },
    ]);
    expect(citationTargets({ kind: 'trace', reference: 'a/b' })).toEqual([{ traceId: 'a/b', spanId: null }]);
  });
});
