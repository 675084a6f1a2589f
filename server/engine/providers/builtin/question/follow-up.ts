import { findCitations } from '../../../../../lib/chat/citations';
import type { Clause } from './clauses';
import { topicOf } from './topic';
import { type Before, ofOneTrace, type Part, type Understood } from './understood';
import { unfamiliarWords } from './unfamiliar';

const lead = '(?:and |so |ok |okay |but |then |now |please |yes |also )*';
const more = new RegExp(
  `^${lead}(?:(?:show|give|tell|list|see|get)(?: me| us)? )?(?:(?:some|the|a few|any|even|all) )?(?:more|rest|others|remaining(?: ones)?|next(?: ones| page| \\d+)?|what else|anything else|continue|go on)(?: (?:of )?(?:them|these|those|please|examples|traces|runs))?$`,
);
const why = new RegExp(
  `^${lead}(?:why|how come|why(?: is| was)? (?:that|this|so)|what(?:'s| is) the (?:reason|cause)|why did (?:it|they|that|this) (?:fail|happen))$`,
);
const same = new RegExp(
  `^${lead}(?:which(?: ones| traces| runs)?|list them(?: all)?|(?:show|give)(?: me)? (?:them|the (?:trace )?ids)|trace ids|how many|how often|examples?)$`,
);
const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const nth = new RegExp(
  `\\b(?:the (${ordinals.join('|')}|last|\\d{1,2}(?:st|nd|rd|th))(?: (?:one|of them|of these|of those|entry|item|trace|run|error|failure|pattern))?|(?:number|no|#) ?(\\d{1,2}))(?: .*)?$`,
);
const it = /\b(?:it|its|it's|(?:this|that|the) (?:trace|run)|the agent|there)\b/;

/** What a question asks that only the answer before it explains; null where it stands for itself. */
export function followUp(clauses: readonly Clause[], before: Before): Understood | null {
  const [clause, ...others] = clauses;
  if (clause === undefined || others.length > 1) return null;
  const text = clauses.map((one) => one.text).join(' ');
  const { understood } = before;
  if (understood.parts.length === 0) return null;
  if (more.test(text)) return nextPage(before);
  if (same.test(text)) return { ...understood, left: [], taken: 'Taken as the question before, once more.' };
  if (why.test(text)) return explain(clause, before);
  const place = placeIn(text);
  if (place !== null && text.split(' ').length <= 10) return entryOf(listAbove(before), place, clause);
  return about(clause, text, before);
}

/** Of one trace all was told: the list above it goes on. */
function nextPage(before: Before): Understood {
  const list = aboveTraces(before);
  if (list === null) return nothing('There is no more: the answer above tells all of its trace.');
  const page = list.understood.page + 1;
  const taken = list === before ? null : 'Taken as more of the list above.';
  return { ...list.understood, page, left: [], taken };
}

/** The nearest answer that is about more than single traces. */
function aboveTraces(before: Before): Before | null {
  for (let one: Before | null = before; one !== null; one = one.before) {
    if (one.understood.parts.some(({ topic }) => !ofOneTrace.has(topic))) return one;
  }
  return null;
}

/** "Why?" is a question about a trace: the one that was told of, or else the first that the answer cites. */
function explain(clause: Clause, { understood, answer }: Before): Understood {
  const told = toldTrace(understood, answer, clause);
  const part = told ?? citedFirst(answer, clause);
  if (part === null)
    return nothing('“Why” was not understood: the answer before names no trace to look into.');
  const taken = told
    ? 'Taken as why this trace failed. The traces tell what happened and what was said, in which order; reasons beyond that are not in them.'
    : 'Taken as why the first trace that the answer above cites came out as it did; name another one to look into that.';
  return { ...nothing(taken), parts: [part] };
}

function placeIn(text: string): number | 'last' | null {
  const match = nth.exec(text);
  const [, ordinal, number] = match ?? [];
  if (number !== undefined) return Number(number);
  if (ordinal === undefined) return null;
  if (ordinal === 'last') return /\b(?:last|since) (?:run|import|dataset|time)\b/.test(text) ? null : 'last';
  return /^\d/.test(ordinal) ? Number.parseInt(ordinal, 10) : ordinals.indexOf(ordinal) + 1;
}

/** The list that is nearest above; what one trace was told by comes after what it was chosen from. */
function listAbove(before: Before): string[] {
  let nearest: string[] = [];
  for (let one: Before | null = before; one !== null; one = one.before) {
    const entries = entriesOf(one.answer);
    if (entries.length > 0 && one.understood.parts.some(({ topic }) => !ofOneTrace.has(topic)))
      return entries;
    if (nearest.length === 0) nearest = entries;
  }
  return nearest;
}

/** The entry of the list above: a pattern where it has a name in bold, else the trace that it cites. */
function entryOf(entries: readonly string[], place: number | 'last', clause: Clause): Understood {
  const entry = place === 'last' ? entries.at(-1) : entries[place - 1];
  if (entry === undefined) {
    const count = entries.length === 0 ? 'no numbered list' : `a list of ${entries.length}`;
    return nothing(`The answer above has ${count}, so there is no such entry.`);
  }
  const label = /^\d+\. \*\*((?:\\.|[^\\*])+)\*\*/.exec(entry)?.[1];
  if (label !== undefined) {
    return {
      ...nothing(`Taken as entry ${place} of the answer above.`),
      parts: [{ topic: 'one-pattern', label, ...clause }],
    };
  }
  const part = citedFirst(entry, clause);
  return part === null
    ? nothing(`Entry ${place} of the answer above cites no trace, so there is nothing to look into.`)
    : { ...nothing(`Taken as the trace in entry ${place} of the answer above.`), parts: [part] };
}

/** The first numbered list, each entry with the lines that belong to it. */
function entriesOf(answer: string): string[] {
  const entries: string[] = [];
  for (const line of answer.split('\n')) {
    const number = /^(\d+)\. /.exec(line)?.[1];
    if (number !== undefined && Number(number) <= entries.length) break;
    if (number !== undefined) entries.push(line);
    else if (/^ {2,}\S/.test(line) && entries.length > 0) entries.push(`${entries.pop()}\n${line}`);
  }
  return entries;
}

/** A question about "it", or one that only names something: the question before, for that. */
function about(clause: Clause, text: string, { understood, answer }: Before): Understood | null {
  const told = toldTrace(understood, answer, clause);
  if (told && it.test(text)) return { ...nothing(null), parts: [{ ...told, ...clause, text }] };
  const isOnlyName =
    topicOf(text) === null &&
    understood.parts.some(({ topic }) => !ofOneTrace.has(topic) && topic !== 'one-pattern') &&
    unfamiliarWords(text).length > 0 &&
    /^(?:and|what about|how about|only|just|for|in|with|the same|same)\b/.test(text);
  if (!isOnlyName) return null;
  const parts = understood.parts.map(
    (part): Part => ({ ...part, text: `${part.text} ${text}`, said: `${part.said} ${clause.said}` }),
  );
  return { ...understood, parts, words: unfamiliarWords(text), left: [], page: 0, taken: null };
}

/** The trace that the answer before told of, if it was one; the latest one is the first that its answer cites. */
function toldTrace({ parts }: Understood, answer: string, clause: Clause): Part | null {
  const told = parts.find((part) => part.topic === 'one-trace');
  if (told !== undefined) return told;
  return parts.some(({ topic }) => topic === 'latest-trace') ? citedFirst(answer, clause) : null;
}

function citedFirst(text: string, clause: Clause): Part | null {
  const mark = findCitations(text)[0];
  if (mark === undefined) return null;
  const trace =
    mark.kind === 'trace' ? mark.reference : mark.reference.slice(0, mark.reference.lastIndexOf('/'));
  return { topic: 'one-trace', traces: [trace], ...clause };
}

function nothing(taken: string | null): Understood {
  return { parts: [], asksForCode: false, left: [], words: [], page: 0, taken };
}
