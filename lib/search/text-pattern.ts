/**
 * An RE2 pattern that finds a text in raw JSON, upper and lower case alike, in whatever spelling JSON allows: quotes and
 * backslashes escaped at any nesting (JSON inside a JSON string), `\n` and its like, `\/`, and `\u00e9` for é.
 */
export function textPattern(text: string): string {
  let pattern = '(?i)';
  for (const character of text) pattern += spellings(character);
  return pattern;
}

const shortEscapes: Record<string, string> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

function spellings(character: string): string {
  const short = shortEscapes[character];
  if (short) return `(?:\\\\+${short}|${unicodeEscape(character)})`;
  if (character === '\\') return `(?:\\\\+|${unicodeEscape(character)})`;
  if (character === '"' || character === '/') return `(?:\\\\*${character}|${unicodeEscape(character)})`;
  // No encoder spells letters, digits or these few as \u, and a plain run of them is what RE2 finds fastest.
  if (/^[A-Za-z0-9 _,:;-]$/.test(character)) return character;
  if (character < ' ') return unicodeEscape(character);
  const spelled = new Set([character, character.toLowerCase(), character.toUpperCase()]);
  return `(?:${literal(character)}|${[...spelled].map(unicodeEscape).join('|')})`;
}

/** `\u00e9` behind any number of backslashes; a character beyond U+FFFF is a pair of them. */
function unicodeEscape(text: string): string {
  let pattern = '';
  for (let index = 0; index < text.length; index += 1) {
    pattern += `\\\\+u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return pattern;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
