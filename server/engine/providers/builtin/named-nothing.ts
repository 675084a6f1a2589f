import type { DatasetOverview } from './answers';
import { paragraphs, plain } from './words';

const listed = 10;

/** A word that looks like the name of a tool, a model or the like rather than one of a language: "gpt-9-turbo", "get_foo". */
export function looksLikeName(word: string): boolean {
  if (/^\d+(?:st|nd|rd|th|ms|s|min|h|d|k|m|kb|mb|gb|%)$/.test(word)) return false;
  return word.length > 3 && /\p{L}/u.test(word) && /[\d_]/.test(word);
}

/**
 * The answer to a question about names that the data does not have: what names there are. Null where none is missing, or where not all
 * names are known.
 */
export function nothingNamed(words: readonly string[], overview: DatasetOverview): string | null {
  if (words.length === 0 || overview.cut !== undefined) return null;
  const missing = words.map((word) => `\`${word}\``).join(', ');
  return paragraphs(
    `No tool, model, agent or service among these traces is named ${missing}, so there is nothing to tell of it. There are:`,
    (['tool', 'model', 'agent', 'service'] as const).flatMap((dimension) => {
      const names = overview[`${dimension}_names`].map(({ name }) => plain(name));
      const more = names.length > listed ? ` and ${names.length - listed} more` : '';
      return names.length === 0 ? [] : `- ${dimension}s: ${names.slice(0, listed).join(', ')}${more}`;
    }),
    `To look for the words wherever they stand, ask: Which traces contain “${words[0]}”?`,
  );
}
