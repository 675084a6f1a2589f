/**
 * The value below which the given share (0 to 1) of the values lies, between two of them by interpolation, as DuckDB's
 * `quantile_cont` does; null where there is none. The values rise.
 */
export function quantile(rising: ArrayLike<number>, share: number): number | null {
  const place = (rising.length - 1) * share;
  const below = rising[Math.floor(place)];
  const above = rising[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
