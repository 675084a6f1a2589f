/** White space in raw JSON: itself, or an escape of it at any depth of JSON inside JSON. */
const space = String.raw`(?:\s|\\+[nrtbf])*`;
/** Around these, printers of JSON differ in white space. */
const loose = /[{}[\]:,]/;

/**
 * An RE2 pattern that finds a quote in the raw JSON of a span, white space and JSON escapes aside: line breaks and runs of
 * blanks count as one, quotes may be escaped at any depth, other characters may be written as `\uXXXX`. Upper and lower case differ.
 */
export function quotePattern(quote: string): string {
  let pattern = '';
  for (const token of quote.trim().match(/(?:\s|\\+[nrtbf](?![a-z]))+|\\+|[\s\S]/gu) ?? [])
    pattern += pieceOf(token);
  return pattern.replaceAll(space + space, space);
}

function pieceOf(token: string): string {
  if (/^(?:\s|\\+[nrtbf])+$/.test(token)) return space;
  if (token.startsWith('\\')) return String.raw`\\*`;
  if (loose.test(token)) return `${space}${literal(token)}${space}`;
  if (token === '"' || token === '/') return String.raw`\\*` + token;
  return plain.test(token) ? literal(token) : `(?:${literal(token)}|${unicode(token)})`;
}

/** What no printer escapes: ASCII, but for what some escape for the sake of HTML. */
const plain = /^[^<>&'+\x7f-\u{10ffff}]$/u;

function unicode(token: string): string {
  let pattern = '';
  for (let index = 0; index < token.length; index += 1) {
    const digits = token.charCodeAt(index).toString(16).padStart(4, '0');
    pattern += String.raw`\\+u` + digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  }
  return pattern;
}

function literal(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The pieces of a quote that was shortened with an ellipsis; a quote without one is a single piece. */
export function quotePieces(quote: string): string[] {
  return quote
    .split(/…(?: \[cut: [\d,]+ characters in all\])?|\.\.\./)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}
