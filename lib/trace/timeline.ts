import type { Span } from '../contracts/span';

/** A stretch of time in nanoseconds after the start of the trace; `to` is never before `from`. */
export interface TimeRange {
  from: number;
  to: number;
}

/** A bar as fractions of the range it is drawn in: `left` and `left + width` lie within 0 and 1. */
export interface Bar {
  left: number;
  width: number;
  /** The span has no end: the bar goes to the end of the trace and is drawn open. */
  open: boolean;
}

/** From the first start to the last end of all spans; empty at 0 where no span has a time. */
export function timeRange(spans: Iterable<Span>): TimeRange {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    if (span.startOffsetNs === null) continue;
    from = Math.min(from, span.startOffsetNs);
    to = Math.max(to, span.startOffsetNs + Math.max(0, span.durationNs ?? 0));
  }
  return from <= to ? { from, to } : { from: 0, to: 0 };
}

/**
 * Where a span lies in `view`, a part of `whole`. Null where it has no start or lies outside. In a range of no
 * length everything is a bar of no width at the left: nothing is divided by zero.
 */
export function barOf(span: Span, whole: TimeRange, view: TimeRange = whole): Bar | null {
  if (span.startOffsetNs === null) return null;
  const open = span.durationNs === null;
  const start = span.startOffsetNs;
  // A clock that was set back gives ends before starts: such a span is drawn without length.
  const end = open ? Math.max(whole.to, start) : start + Math.max(0, span.durationNs ?? 0);
  if (end < view.from || start > view.to) return null;
  const left = fraction(start, view);
  return { left, width: fraction(end, view) - left, open };
}

/** Place of a time in a range, from 0 to 1. */
export function fraction(ns: number, { from, to }: TimeRange): number {
  if (to <= from) return 0;
  return Math.min(1, Math.max(0, (ns - from) / (to - from)));
}

/** The time at a fraction of a range. */
export function timeAt(place: number, { from, to }: TimeRange): number {
  return from + (to - from) * Math.min(1, Math.max(0, place));
}
