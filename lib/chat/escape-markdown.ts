/** Plain text that Markdown shows to the letter: `<id>` is no tag, `*` no emphasis. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*<[\]~|]|(?<!\w)_|_(?!\w)/g, '\\$&');
}
