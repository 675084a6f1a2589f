/** Part of a text, half open. */
export interface TextRange {
  from: number;
  to: number;
}

/**
 * Where quoted words stand in a text. White space, upper and lower case, and how JSON spelled them (`\"`, `\n`, `\u2019`, at any nesting)
 * make no difference, so that words quoted from a raw line are found in what is shown of it, and the other way round.
 */
export function findQuote(text: string, quote: string, limit = 200): TextRange[] {
  // Whether it is there at all is mostly plain to see, and need not be looked up in a megabyte made plain.
  const exact = limit === 1 && quote !== '' ? text.indexOf(quote) : -1;
  if (exact !== -1) return [{ from: exact, to: exact + quote.length }];
  const sought = normalise(quote).text;
  if (sought === '') return [];
  const { text: normal, starts, ends } = normalise(text);
  const found: TextRange[] = [];
  for (let at = normal.indexOf(sought); at !== -1; at = normal.indexOf(sought, at + sought.length)) {
    found.push({ from: starts[at] ?? 0, to: ends[at + sought.length - 1] ?? text.length });
    if (found.length === limit) break;
  }
  return found;
}

interface Normal {
  text: string;
  /** Where each character of `text` begins and ends in the original. */
  starts: number[];
  ends: number[];
}

/** A JSON escape with however many backslashes its nesting gave it, or a run of anything else. */
const piece = /\\+(?:u([0-9a-fA-F]{4})|([nrtbf"'/]))|\\+|\s+|[^\\\s]+/g;
const blanks = new Set(['n', 'r', 't', 'b', 'f']);

function normalise(text: string): Normal {
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  for (const match of text.matchAll(piece)) {
    const [whole, code, sign] = match;
    const plain = plainPiece({ whole, code, sign });
    // A run stands for itself, character by character; an escape as a whole stands for what it spells.
    const isRun = plain.length === whole.length;
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(isRun ? match.index + unit : match.index);
      ends.push(isRun ? match.index + unit + 1 : match.index + whole.length);
    }
    parts.push(plain);
  }
  return { text: parts.join(''), starts, ends };
}

function plainPiece({ whole, code, sign }: { whole: string; code?: string; sign?: string }): string {
  if (code !== undefined) return lowered(String.fromCharCode(Number.parseInt(code, 16)));
  if (sign !== undefined) return blanks.has(sign) ? '' : sign;
  return /^[\\\s]/.test(whole) ? '' : lowered(whole);
}

/** "İ" grows when it is made small: then places would not match any more, and such a run keeps its case. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
