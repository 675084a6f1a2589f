import { describe, expect, test } from 'vitest';
import { makeSpan } from './make-span';
import { barOf, fraction, timeAt, timeRange } from './timeline';

describe('timeRange', () => {
  test('goes from the first start to the last end', () => {
    const spans = [
      makeSpan({ row: 1, startOffsetNs: 10, durationNs: 5 }),
      makeSpan({ row: 2, startOffsetNs: 4, durationNs: 100 }),
      makeSpan({ row: 3, startOffsetNs: 50, durationNs: null }),
    ];
    expect(timeRange(spans)).toEqual({ from: 4, to: 104 });
  });

  test('is empty where nothing has a time', () => {
    expect(timeRange([])).toEqual({ from: 0, to: 0 });
    expect(timeRange([makeSpan({ row: 1, startOffsetNs: null })])).toEqual({ from: 0, to: 0 });
  });

  test('is not turned round by an end before its start', () => {
    expect(timeRange([makeSpan({ row: 1, startOffsetNs: 10, durationNs: -7 })])).toEqual({
      from: 10,
      to: 10,
    });
  });
});

describe('barOf', () => {
  const whole = { from: 0, to: 100 };

  test('is a fraction of the range', () => {
    expect(barOf(makeSpan({ row: 1, startOffsetNs: 25, durationNs: 50 }), whole)).toEqual({
      left: 0.25,
      width: 0.5,
      open: false,
    });
  });

  test('leaves an unfinished span open to the end of the trace', () => {
    expect(barOf(makeSpan({ row: 1, startOffsetNs: 40, durationNs: null }), whole)).toEqual({
      left: 0.4,
      width: 0.6,
      open: true,
    });
  });

  test('has none for a span without a start', () => {
    expect(barOf(makeSpan({ row: 1, startOffsetNs: null, durationNs: null }), whole)).toBeNull();
  });

  test('divides nothing by zero in a range of no length', () => {
    const bar = barOf(makeSpan({ row: 1, startOffsetNs: 7, durationNs: 0 }), { from: 7, to: 7 });
    expect(bar).toEqual({ left: 0, width: 0, open: false });
  });

  test('gives a span that ends before it starts no length', () => {
    expect(barOf(makeSpan({ row: 1, startOffsetNs: 50, durationNs: -20 }), whole)).toMatchObject({
      width: 0,
    });
  });

  test('is cut to the part in view, and absent outside', () => {
    const span = makeSpan({ row: 1, startOffsetNs: 0, durationNs: 50 });
    expect(barOf(span, whole, { from: 25, to: 75 })).toEqual({ left: 0, width: 0.5, open: false });
    expect(barOf(span, whole, { from: 60, to: 90 })).toBeNull();
  });
});

test('a place and its time are each other', () => {
  const range = { from: 20, to: 60 };
  expect(fraction(timeAt(0.25, range), range)).toBe(0.25);
  expect(timeAt(2, range)).toBe(60);
});
