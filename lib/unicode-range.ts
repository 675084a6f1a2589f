/**
 * Whether a font face with this `unicode-range` (as in CSS: `U+0000-00FF, U+4??, U+2C`) draws any character of the text. One without a
 * range draws all.
 */
export function rangeCovers(unicodeRange: string, text: string): boolean {
  const ranges = unicodeRange.split(',').flatMap((part) => parseRange(part.trim()) ?? []);
  if (ranges.length === 0) return true;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (ranges.some(({ from, to }) => from <= code && code <= to)) return true;
  }
  return false;
}

function parseRange(part: string): { from: number; to: number } | null {
  const [, first, last] = /^U\+([0-9A-F?]{1,6})(?:-([0-9A-F]{1,6}))?$/i.exec(part) ?? [];
  if (first === undefined) return null;
  const from = Number.parseInt(first.replaceAll('?', '0'), 16);
  const to = Number.parseInt(last ?? first.replaceAll('?', 'F'), 16);
  return { from, to };
}
