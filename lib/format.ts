/** "850 ms", "2.31 s", "3 min 5 s", "2 h 4 min"; nanoseconds in. */
export function formatDuration(ns: number | null): string {
  if (ns === null) return '–';
  if (ns < 0) return `−${formatDuration(-ns)}`;
  if (ns < 1e3) return `${ns} ns`;
  // From half a unit below the next one on, three figures would read "1000 ms".
  if (ns < 999.5e3) return `${figures(ns / 1e3)} µs`;
  if (ns < 999.5e6) return `${figures(ns / 1e6)} ms`;
  if (ns < 59.995e9) return `${(ns / 1e9).toFixed(2)} s`;
  const seconds = Math.round(ns / 1e9);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "83 ms", "2.31 s": whole milliseconds below a second; milliseconds in. */
export function formatMs(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : formatDuration(Math.round(ms) * 1e6);
}

/** "950", "48.1k", "9.84M", "1.20B": three figures and a letter. */
export function formatCompact(count: number): string {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${figures(count / 1e3)}k`;
  if (count < 999_500_000) return `${figures(count / 1e6)}M`;
  return `${figures(count / 1e9)}B`;
}

/** "1,204". */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 trace", "1,204 traces"; for nouns that take an s. */
export function formatNumberOf(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** "37.3 %"; one decimal, and never "0.0 %" or "100.0 %" for what is not quite. */
export function formatRate(rate: number): string {
  if (rate > 0 && rate < 0.0005) return '< 0.1 %';
  if (rate < 1 && rate >= 0.9995) return '> 99.9 %';
  return `${(rate * 100).toFixed(1)} %`;
}

/** "1.2 kB", decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 999.5) return `${Math.round(bytes)} B`;
  if (bytes < 999_500) return `${figures(bytes / 1e3)} kB`;
  if (bytes < 999_500_000) return `${figures(bytes / 1e6)} MB`;
  return `${figures(bytes / 1e9)} GB`;
}

/** "$ 31.20", with more figures below a cent; "unknown" where it is. */
export function formatCost(usd: number | null): string {
  if (usd === null) return 'unknown';
  if (usd !== 0 && Math.abs(usd) < 0.01) return `$ ${usd.toPrecision(2)}`;
  return `$ ${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function figures(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}
