import { wilsonInterval } from './wilson';

export interface Share {
  count: number;
  of: number;
}

/**
 * How much larger the second share is than the first, from -1 to 1, with its 95 % interval: Newcombe's hybrid of two Wilson intervals
 * (Statistics in Medicine 17, 1998, method 10). Where one of them is a share of nothing, nothing is known: from -1 to 1.
 */
export function shareDifference(a: Share, b: Share): { difference: number; low: number; high: number } {
  if (a.of === 0 || b.of === 0) return { difference: 0, low: -1, high: 1 };
  const first = a.count / a.of;
  const second = b.count / b.of;
  const ofFirst = wilsonInterval(a.count, a.of);
  const ofSecond = wilsonInterval(b.count, b.of);
  const difference = second - first;
  const below = Math.hypot(second - ofSecond.low, ofFirst.high - first);
  const above = Math.hypot(ofSecond.high - second, first - ofFirst.low);
  return { difference, low: difference - below, high: difference + above };
}
