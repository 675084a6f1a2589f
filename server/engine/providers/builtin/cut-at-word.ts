/** At most `longest` characters, cut where a word ends and with an ellipsis for what is left out. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${headOfWords(text, longest - 1).replace(/[\s,;:(]+$/, '')}…`;
}

/**
 * The beginning of a text to the letter, at most `longest` characters: up to the last white space, else up to the last end of a
 * word; inside a word only where one word fills the latter half.
 */
export function headOfWords(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const shortest = Math.floor(longest / 2);
  const latter = text.slice(shortest, longest + 1);
  const space = latter.search(/\s\S*$/);
  if (space !== -1) return text.slice(0, shortest + space).trimEnd();
  const mark = latter.search(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+[\p{L}\p{N}]*$/u);
  if (mark !== -1) return text.slice(0, shortest + mark);
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
