import { describe, expect, it } from 'vitest';
import { formatAgo, formatClock, formatDateTime, formatTimeRange } from './format-time';

describe('times', () => {
  it('are shown in UTC, as they are written', () => {
    expect(formatClock('2026-04-23T05:41:59.123456789Z')).toBe('05:41:59');
    expect(formatDateTime('2026-04-03T05:41:59.123456789Z')).toBe('3 Apr 2026 05:41:59');
  });

  it('name the second day of a range where it is another one', () => {
    expect(formatTimeRange('2026-04-23T05:00:00Z', '2026-04-23T06:00:00Z')).toBe(
      '23 Apr 05:00:00 – 06:00:00',
    );
    expect(formatTimeRange('2026-04-23T05:00:00Z', '2026-05-01T06:00:00Z')).toBe(
      '23 Apr 05:00:00 – 1 May 06:00:00',
    );
  });

  it('say how long ago', () => {
    const now = Date.parse('2026-04-23T12:00:00Z');
    const ago = (iso: string) => formatAgo(Date.parse(iso), now);
    expect(ago('2026-04-23T11:59:40Z')).toBe('just now');
    expect(ago('2026-04-23T11:56:00Z')).toBe('4 min ago');
    expect(ago('2026-04-23T09:00:00Z')).toBe('3 h ago');
    expect(ago('2026-04-22T11:00:00Z')).toBe('yesterday');
    expect(ago('2026-01-02T11:00:00Z')).toBe('2 Jan 2026');
  });
});
