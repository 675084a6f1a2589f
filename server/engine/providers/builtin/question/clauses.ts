import { mendWord } from './vocabulary';

/** A part of a question that asks one thing. */
export interface Clause {
  /** As typed. */
  said: string;
  /** In lower case, slips of typing mended, marks of quotes left out. */
  text: string;
}

const begins =
  'which|what|whats|how|why|where|when|who|does|do|did|is|are|was|were|has|have|can|could|list|show|give|tell|find|compare|count|summari[sz]e|describe|cite|group|explain|rank|propose|suggest|write|fix|look|name|report|any';
const joined = new RegExp(
  String.raw`[,:–—-]?\s+(?:and|but|or|also|plus|then)(?: also| then)?,?\s+(?=(?:${begins})\b)|,\s+(?=(?:${begins})\b)`,
  'gi',
);
const ended = /(?<=[.?!])\s+(?=\S)|[;\n]+/g;

/** The parts of a question: its sentences, and what stands behind an "and" that begins anew. */
export function clausesOf(question: string): Clause[] {
  const cut = question.replace(ended, '\0').replace(joined, '\0');
  return cut
    .split('\0')
    .map((said) => ({ said: said.trim(), text: mend(said) }))
    .filter(({ text }) => text !== '');
}

/** Words as the rules expect them. */
export function mend(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/["“”`*<>()[\]{}]/g, ' ')
    .replace(/(?<=^|\s)'|'(?=\s|$)/g, ' ')
    .replace(/[^\p{L}\p{N}'._=/%#-]+/gu, ' ')
    .trim()
    .split(' ');
  return words
    .map((word) => mendWord(word.replace(/^[.=/-]+|[.=/'-]+$/g, '')))
    .filter((word) => word !== '')
    .join(' ');
}
