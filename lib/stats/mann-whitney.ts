/**
 * The chance that two samples differ as much as these do in whether one's values are larger than the other's, if they do not: the
 * Mann–Whitney U test, two-sided, by the normal approximation with corrections for ties and continuity. Says nothing (1) of fewer than
 * eight values on a side, for which the approximation is poor.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  if (a.length < 8 || b.length < 8) return 1;
  const { rankSum, ties } = ranks(Float64Array.from(a).sort(), Float64Array.from(b).sort());
  const n = a.length;
  const m = b.length;
  const all = n + m;
  const u = rankSum - (n * (n + 1)) / 2;
  const deviation = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))));
  if (deviation === 0) return 1;
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation;
  return Math.min(1, 2 * upperTail(z));
}

/** Sum of the ranks of `a` among all, tied values sharing theirs, and the sum of t³ − t over all ties. */
function ranks(a: Float64Array, b: Float64Array): { rankSum: number; ties: number } {
  let rankSum = 0;
  let ties = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    const before = i + j;
    const inA = countEqual(a, i, value);
    const inB = countEqual(b, j, value);
    const tied = inA + inB;
    rankSum += inA * (before + (tied + 1) / 2);
    ties += tied ** 3 - tied;
    i += inA;
    j += inB;
  }
  return { rankSum, ties };
}

function countEqual(values: Float64Array, from: number, value: number): number {
  let end = from;
  while (end < values.length && values[end] === value) end += 1;
  return end - from;
}

/** Of the normal distribution, by the rational approximation 7.1.26 of Abramowitz and Stegun: off by 1.5e-7 at most. */
function upperTail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const sum =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 0.5 * sum * Math.exp(-x * x);
}
