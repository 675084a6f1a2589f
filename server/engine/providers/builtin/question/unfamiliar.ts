import type { Topic } from './topic';
import { traceMark } from './trace-names';
import { isFamiliar, isTelling } from './vocabulary';

const elsewhere =
  /\b(?:poems?|poetry|haiku|limericks?|songs?|lyrics|jokes?|stor(?:y|ies)|essays?|translat\w*|weather|recipes?|capital of|horoscopes?|who is|who are you|what are you|e-?mails?|blog posts?|tweets?)\b/;

/** Whether it asks for something that has nothing to do with traces: by its words, or because hardly any is known. */
export function isFarOff(text: string, topic: Topic | null): boolean {
  if (elsewhere.test(text)) return true;
  const known = text.split(' ').filter(isTelling).length + (topic === null ? 0 : 1);
  return unfamiliarWords(text).length > known + 1;
}

/** Words of a mended text that no rule knows: names in the data, or something else that is asked for. */
export function unfamiliarWords(text: string): string[] {
  const words = text.split(' ').filter((word) => /\p{L}/u.test(word) && !isKnown(word));
  return [...new Set(words)];
}

const ofRules =
  /^(?:output\.values?|function\.?|status[._]?code\w*|status_code_error|trace[_-]?ids?|span[_-]?ids?|top-?\d+)$/;

function isKnown(word: string): boolean {
  return word === traceMark || ofRules.test(word) || word.split(/[-/]/).every(isFamiliar);
}
