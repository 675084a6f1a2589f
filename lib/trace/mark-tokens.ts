import type { TextRange } from './find-quote';
import type { Token } from './json-tokens';

export interface MarkedToken extends Token {
  marked: boolean;
}

/** The tokens up to `limit` characters, cut where a mark begins or ends. Ranges may overlap; places are those of the joined texts. */
export function markTokens(
  tokens: readonly Token[],
  ranges: readonly TextRange[],
  limit: number,
): MarkedToken[] {
  const marks = merged(ranges);
  const pieces: MarkedToken[] = [];
  let at = 0;
  let mark = 0;
  for (const token of tokens) {
    const end = Math.min(at + token.text.length, limit);
    const start = at;
    while (at < end) {
      while (mark < marks.length && (marks[mark]?.to ?? 0) <= at) mark += 1;
      const next = marks[mark];
      const marked = next !== undefined && next.from <= at;
      const to = Math.min(end, next === undefined ? end : marked ? next.to : next.from);
      pieces.push({ kind: token.kind, text: token.text.slice(at - start, to - start), marked });
      at = to;
    }
    if (at >= limit) break;
  }
  return pieces;
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else result.push({ ...range });
  }
  return result;
}
