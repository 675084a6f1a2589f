import { logGamma } from './log-gamma';

/** Counts of a two-by-two table: rows are with and without, columns are failed and not. */
export interface TwoByTwo {
  failedWith: number;
  otherWith: number;
  failedWithout: number;
  otherWithout: number;
}

/** Tables as improbable as the observed one differ from it by rounding alone. */
const tolerance = 1e-7;

/**
 * Two-sided p-value of Fisher's exact test: the probability, were failure independent of the value and all margins as
 * they are, of a table no more probable than this one. Computed from the observed table outwards, in logarithms, so that
 * large counts neither overflow nor take long.
 */
export function fisherExact({ failedWith, otherWith, failedWithout, otherWithout }: TwoByTwo): number {
  const total = failedWith + otherWith + failedWithout + otherWithout;
  const withValue = failedWith + otherWith;
  const failed = failedWith + failedWithout;
  const least = Math.max(0, withValue + failed - total);
  const most = Math.min(withValue, failed);
  const table: Margins = { total, withValue, failed };
  const observed = logProbability(table, failedWith);
  const limit = observed + tolerance;
  const mode = Math.min(most, Math.max(least, Math.floor(((withValue + 1) * (failed + 1)) / (total + 2))));
  if (logProbability(table, mode) <= limit) return 1;

  const below = lastAtMost(least, mode, (count) => logProbability(table, count) <= limit);
  const above = -lastAtMost(-most, -mode, (count) => logProbability(table, -count) <= limit);
  return Math.min(
    1,
    tail(table, { from: below, to: least, step: -1 }) + tail(table, { from: above, to: most, step: 1 }),
  );
}

interface Margins {
  total: number;
  withValue: number;
  failed: number;
}

/** Logarithm of the hypergeometric probability that `count` of those with the value failed. */
function logProbability({ total, withValue, failed }: Margins, count: number): number {
  return (
    logChoose(withValue, count) + logChoose(total - withValue, failed - count) - logChoose(total, failed)
  );
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** The last number of [from, to] for which the condition holds that turns false once; `from - 1` where it never does. */
function lastAtMost(from: number, to: number, holds: (count: number) => boolean): number {
  let low = from - 1;
  let high = to;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sums away from the mode, where each term is smaller than the one before, until the rest adds nothing. */
function tail(margins: Margins, { from, to, step }: { from: number; to: number; step: 1 | -1 }): number {
  let sum = 0;
  for (let count = from; step > 0 ? count <= to : count >= to; count += step) {
    const term = Math.exp(logProbability(margins, count));
    sum += term;
    if (term <= sum * 1e-17) break;
  }
  return sum;
}
