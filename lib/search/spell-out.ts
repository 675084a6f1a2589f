import { unicodeEscape } from './text-pattern';

/**
 * An RE2 pattern whose letters beyond ASCII are found in both spellings that raw JSON allows, `é` and `\u00e9`: whoever asks saw
 * the text decoded. Character classes and quoted runs (`\Q…\E`) stay as they are.
 */
export function spellOut(pattern: string): string {
  return pattern.replace(/\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\P{ASCII}/gsu, (part) =>
    /^\P{ASCII}$/u.test(part) ? `(?:${part}|${unicodeEscape(part)})` : part,
  );
}
