const perSecond = 1_000_000_000n;

/** ISO 8601 in UTC with nine decimals, for nanoseconds since 1970; null stays null. */
export function isoTime(ns: bigint): string;
export function isoTime(ns: bigint | null): string | null;
export function isoTime(ns: bigint | null): string | null {
  if (ns === null) return null;
  const fraction = ((ns % perSecond) + perSecond) % perSecond;
  const seconds = (ns - fraction) / perSecond;
  const date = new Date(Number(seconds) * 1000).toISOString();
  return `${date.slice(0, -5)}.${String(fraction).padStart(9, '0')}Z`;
}

/** Nanoseconds since 1970 for ISO 8601 with any number of decimals and any offset; what is finer is cut. */
export function isoNanoseconds(text: string): bigint {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const whole = new Date(text.replace(/\.\d+/, '')).getTime();
  return BigInt(whole) * 1_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}
