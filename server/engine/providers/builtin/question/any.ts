/** Any of these, as whole words. */
export function any(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`\b(?:${alternatives.join('|')})\b`);
}
