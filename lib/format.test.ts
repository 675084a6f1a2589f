import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatCost,
  formatDuration,
  formatMs,
  formatNumberOf,
  formatRate,
} from './format';

describe('numbers as they are shown', () => {
  it('gives durations their unit', () => {
    expect([0, 999, 1500, 850e6, 2.31e9, 185e9, 7440e9].map(formatDuration)).toEqual([
      '0 ns',
      '999 ns',
      '1.50 µs',
      '850 ms',
      '2.31 s',
      '3 min 5 s',
      '2 h 4 min',
    ]);
    expect(formatDuration(null)).toBe('–');
    expect([999_999, 999_999_995, 59.999e9].map(formatDuration)).toEqual(['1.00 ms', '1.00 s', '1 min 0 s']);
    expect([0.4, 11.2, 999.4, 999.6, 2310].map(formatMs)).toEqual([
      '0 ms',
      '11 ms',
      '999 ms',
      '1.00 s',
      '2.31 s',
    ]);
  });

  it('keeps three figures of large counts and never rounds into four', () => {
    expect([950, 48_100, 9_840_000, 999_499, 999_500].map(formatCompact)).toEqual([
      '950',
      '48.1k',
      '9.84M',
      '999k',
      '1.00M',
    ]);
    expect(formatBytes(66_622)).toBe('66.6 kB');
  });

  it('does not call a rare thing never, nor a common one always', () => {
    expect([0, 0.0001, 0.373, 0.9999, 1].map(formatRate)).toEqual([
      '0.0 %',
      '< 0.1 %',
      '37.3 %',
      '> 99.9 %',
      '100.0 %',
    ]);
  });

  it('says unknown for an unknown cost', () => {
    expect([null, 0, 0.0012, 31.2].map(formatCost)).toEqual(['unknown', '$ 0.00', '$ 0.0012', '$ 31.20']);
  });

  it('counts one thing and many', () => {
    expect([0, 1, 1204].map((count) => formatNumberOf(count, 'trace'))).toEqual([
      '0 traces',
      '1 trace',
      '1,204 traces',
    ]);
  });
});
