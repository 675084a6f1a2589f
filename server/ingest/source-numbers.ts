/**
 * The digits of a number as the line spells it: JSON.parse rounds beyond 2^53. Looks at the keys of the outermost object
 * alone; the last one wins, as in JSON.parse. Undefined where the key holds no number.
 */
export function topLevelNumber(text: string, key: string): string | undefined {
  let found: string | undefined;
  let depth = 0;
  let lastString = '';
  for (const piece of jsonPieces(text)) {
    if (piece.kind === 'string') {
      lastString = depth === 1 ? text.slice(piece.start + 1, piece.end - 1) : lastString;
      continue;
    }
    for (const [token] of text.slice(piece.start, piece.end).matchAll(marks)) {
      if (token === '{' || token === '[') depth += 1;
      else if (token === '}' || token === ']') depth -= 1;
      else if (depth === 1 && lastString === key) found = token;
    }
  }
  return found;
}

/** The same JSON with the NaN and Infinity that Python writes as null. */
export function withoutNaN(text: string): string {
  let strict = '';
  for (const piece of jsonPieces(text)) {
    const written = text.slice(piece.start, piece.end);
    strict += piece.kind === 'string' ? written : written.replace(/-?\bInfinity\b|\bNaN\b/g, 'null');
  }
  return strict;
}

const marks = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[{}[\]]/g;

interface Piece {
  kind: 'string' | 'other';
  start: number;
  end: number;
}

/** Strings, quotes included, and what lies between them; no regular expression, whose stack a string of megabytes overflows. */
function* jsonPieces(text: string): Generator<Piece> {
  let position = 0;
  while (position < text.length) {
    const quote = text.indexOf('"', position);
    const start = quote === -1 ? text.length : quote;
    if (start > position) yield { kind: 'other', start: position, end: start };
    if (quote === -1) return;
    position = endOfString(text, quote);
    yield { kind: 'string', start: quote, end: position };
  }
}

function endOfString(text: string, quote: number): number {
  let position = quote + 1;
  for (;;) {
    const end = text.indexOf('"', position);
    if (end === -1) return text.length;
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
    position = end + 1;
  }
}
