import { describe, expect, it } from 'vitest';
import { isoNanoseconds, isoTime } from './iso-time';

describe('times', () => {
  it('keep nanoseconds in both directions, before 1970 too', () => {
    for (const text of [
      '2026-04-23T05:32:00.123456789Z',
      '1970-01-01T00:00:00.000000000Z',
      '1969-12-31T23:59:59.999999999Z',
    ]) {
      expect(isoTime(isoNanoseconds(text))).toBe(text);
    }
    expect(isoNanoseconds('1969-12-31T23:59:59.999999999Z')).toBe(-1n);
  });

  it('are read with any offset and any number of decimals', () => {
    expect(isoNanoseconds('1970-01-01T02:00:00+02:00')).toBe(0n);
    expect(isoNanoseconds('1970-01-01T00:00:00.5Z')).toBe(500_000_000n);
    expect(isoNanoseconds('1970-01-01T00:00:00.0000000019Z')).toBe(1n);
    expect(isoNanoseconds('1970-01-01T00:01Z')).toBe(60_000_000_000n);
  });

  it('are null where unknown', () => {
    expect(isoTime(null)).toBeNull();
  });
});
