import { isFamiliar } from './vocabulary';

/** Stands in a question for the id of a trace. */
export const traceMark = '#trace#';

export interface NamedTraces {
  /** Ids or their beginnings, as written, in order and each once. */
  traces: string[];
  /** The question with `traceMark` in their place. */
  rest: string;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const noun = String.raw`\b(?:traces?|runs?|span)(?:[_ ]?ids?)?`;

/** A word, as far as it may be an id. */
const word = String.raw`((?!ids?\b)[^\s,;?!()\`"'“”<>]+)`;
const listed = new RegExp(String.raw`(?<=${traceMark}\s*(?:,|and|or|,\s*and)\s*)${word}`, 'gi');

/**
 * Where ids stand, the surest first: cited, in quotes behind "trace" or "run", a word there that looks like one, others listed behind
 * that, and long hexadecimal words anywhere.
 */
const places: readonly { pattern: RegExp; byLook?: true }[] = [
  { pattern: /\[trace:([^[\]\n]+)\]/gi },
  { pattern: /\[span:([^[\]\n]+)\/[^[\]\n/]+\]/gi },
  { pattern: new RegExp(String.raw`(?<=${noun}\W{0,3}?)[\`"'“<]([^\`"'”>\n]+)[\`"'”>]`, 'gi') },
  { pattern: new RegExp(String.raw`(?<=${noun}(?:\s*[:=#]\s*|\s+))${word}`, 'gi'), byLook: true },
  { pattern: listed, byLook: true },
  { pattern: listed, byLook: true },
  { pattern: listed, byLook: true },
  {
    pattern: new RegExp(
      String.raw`(?<![\w-])(${uuid}|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,64})(?![\w-])`,
      'gi',
    ),
  },
];

/** The traces that a question names. */
export function namedTraces(question: string): NamedTraces {
  const found: { id: string; at: number }[] = [];
  let rest = question;
  for (const { pattern, byLook } of places) {
    rest = rest.replace(pattern, (whole: string, said: string, at: number) => {
      const id = said.trim().replace(/(?:…|\.{2,}|[.:]+)$/, '');
      if (id === '' || id === traceMark || (byLook && !looksLikeId(id, rest.slice(0, at)))) return whole;
      found.push({ id, at });
      return traceMark.padEnd(whole.length);
    });
  }
  const traces = found.sort((a, b) => a.at - b.at).map(({ id }) => id);
  return { traces: [...new Set(traces)], rest: rest.replace(/ {2,}/g, ' ') };
}

/** Without quotes only the look of a word tells that it is an id. */
function looksLikeId(word: string, before: string): boolean {
  if (/^\d{1,3}$/.test(word)) return /\b(?:trace|run)(?:[_ ]?id)?[\s:=#]+$/i.test(before);
  if (/\d/.test(word) || (/^[a-f]{6,}$/i.test(word) && !isFamiliar(word.toLowerCase()))) return true;
  const parts = word.toLowerCase().split('-');
  return (parts.length > 1 || word.length >= 16) && !parts.every(isFamiliar);
}
