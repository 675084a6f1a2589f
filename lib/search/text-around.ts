export interface Place {
  /** First UTF-16 unit of the match, and the one behind it. */
  start: number;
  end: number;
}

export interface TextAround {
  before: string;
  match: string;
  after: string;
}

/** A match beyond this many characters is cut, and says so. */
const longestMatch = 2_000;

/** A match in raw JSON and as much text on either side, JSON's escapes decoded once; an escape is never cut in two. */
export function textAround(raw: string, { start, end }: Place, context: number): TextAround {
  const match = raw.slice(start, end);
  return {
    before: readable(raw.slice(wholeFrom(raw, Math.max(0, start - context)), start)),
    match:
      match.length <= longestMatch
        ? readable(match)
        : `${readable(match.slice(0, longestMatch))}… [cut: ${match.length} characters in all]`,
    after: readable(raw.slice(end, Math.min(raw.length, end + context)).replace(partOfEscape, '$1')),
  };
}

const partOfEscape = /(?<!\\)((?:\\\\)*)\\(?:u[0-9a-fA-F]{0,3})?$/;

/** Steps back to the backslash of an escape that lies across this offset. */
function wholeFrom(raw: string, offset: number): number {
  const tail = /(?<!\\)(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/.exec(
    raw.slice(Math.max(0, offset - 64), offset),
  );
  return tail?.[1] === undefined ? offset : offset - tail[1].length;
}

const named: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function readable(json: string): string {
  return json
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, hex: string | undefined, character: string) =>
      hex === undefined ? (named[character] ?? character) : String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}
