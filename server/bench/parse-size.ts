/** Bytes of `1GB`, `100MB`, `20kB` or a plain number; decimal units. Throws on anything else. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(k|M|G)?B?$/i.exec(text.trim());
  if (match === null) throw new Error(`"${text}" is no size: write 1GB, 100MB or a number of bytes.`);
  const factors = new Map([
    ['k', 1e3],
    ['m', 1e6],
    ['g', 1e9],
  ]);
  return Math.round(Number(match[1]) * (factors.get((match[2] ?? '').toLowerCase()) ?? 1));
}
