export interface Interval {
  low: number;
  high: number;
}

/** Standard normal quantile of a two-sided 95 % interval. */
const z = 1.959963984540054;

/**
 * 95 % Wilson score interval of a proportion. Unlike the textbook interval it stays inside 0–1 and is honest at the ends,
 * where few traces or all of them match. Of nothing, nothing is known: 0–1.
 */
export function wilsonInterval(successes: number, of: number): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const rate = successes / of;
  const scale = 1 + z ** 2 / of;
  const centre = (rate + z ** 2 / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / of + z ** 2 / (4 * of ** 2));
  return {
    low: successes <= 0 ? 0 : Math.max(0, centre - half),
    high: successes >= of ? 1 : Math.min(1, centre + half),
  };
}
