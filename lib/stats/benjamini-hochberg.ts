/**
 * Benjamini–Hochberg adjusted p-values, in the order given: to blame those below q keeps the expected share of the
 * wrongly blamed below q. All that were tried must be given, not only those that look good.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const falling = [...pValues.entries()].sort(([, a], [, b]) => b - a);
  const adjusted = pValues.map(() => 1);
  let least = 1;
  for (const [at, [index, p]] of falling.entries()) {
    const rank = pValues.length - at;
    least = Math.min(least, (p * pValues.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;
}
