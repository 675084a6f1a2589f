import { type Clause, clausesOf } from './clauses';
import { asksForCode, codeTopic } from './code-change';
import { followUp } from './follow-up';
import { type Topic, topicOf } from './topic';
import { namedTraces, traceMark } from './trace-names';
import { type Before, ofOneTrace, type Part, type Understood } from './understood';
import { isFarOff, unfamiliarWords } from './unfamiliar';
import { isWithinRuns } from './within-runs';

/** Reads a question by rule, as it stands in its conversation: one part for each thing that it asks. */
export function understand(question: string, before: Before | null = null): Understood {
  const { traces, rest } = namedTraces(question);
  const clauses = clausesOf(rest);
  const taken = before === null || traces.length > 0 ? null : followUp(clauses, before);
  if (taken !== null) return taken;
  const understood: Understood = { parts: [], asksForCode: false, left: [], words: [], page: 0, taken: null };
  for (const clause of clauses) take(understood, clause, traces);
  const [first] = understood.parts;
  if (first === undefined && understood.asksForCode)
    understood.parts.push({ topic: 'failure-modes', text: '', said: question });
  const texts = understood.parts.map((part) => part.text).join(' ');
  return { ...understood, words: unfamiliarWords(texts) };
}

/** A clause that begins something new becomes a part; one that only says more of it joins the part before. */
function take(understood: Understood, clause: Clause, traces: string[]): void {
  const { parts } = understood;
  const last = parts.at(-1);
  if (asksForCode(clause.text)) understood.asksForCode = true;
  const topic = understood.asksForCode ? codeTopic(clause.text) : topicOf(clause.text);
  if (isFarOff(clause.text, topic) || (topic === 'what-changed' && isWithinRuns(clause.text))) {
    understood.left.push(clause.said);
    return;
  }
  const part = partOf({ clause, topic, traces, last });
  if (part === null && last === undefined) {
    if (!asksForCode(clause.text)) understood.left.push(clause.said);
  } else if (part === null || parts.some((known) => covers(known, part))) {
    if (last) last.text += ` ${clause.text}`;
  } else {
    parts.push(part);
  }
}

function partOf(options: {
  clause: Clause;
  topic: Topic | null;
  traces: string[];
  last: Part | undefined;
}): Part | null {
  const { clause, topic, traces, last } = options;
  if (clause.text.includes(traceMark)) return { topic: 'one-trace', traces, ...clause };
  const isAboutAll = /\b(?:traces|runs|dataset|overall|common\w*|all)\b/.test(clause.text);
  const isAboutOne = last !== undefined && ofOneTrace.has(last.topic);
  if (isAboutOne && !isAboutAll) return null;
  if (topic !== 'what-changed' && latest.test(clause.text)) return { topic: 'latest-trace', ...clause };
  if (/\b(?:this|that) (?:trace|run)\b/.test(clause.text)) return { topic: 'which-trace', ...clause };
  return topic === null ? null : { topic, ...clause };
}

const latest = /\b(?:last|latest|newest|most recent) (?:(?:failed|failing|broken|errored) )?(?:trace|run)\b/;

/** What the answer to one topic tells along with it. */
const tells: Partial<Record<Part['topic'], readonly Part['topic'][]>> = {
  'tool-use': ['associations', 'failed-tools', 'error-traces'],
  'failed-tools': ['tool-use', 'associations'],
  'failure-modes': ['error-traces', 'silent-failures', 'associations'],
  'error-traces': ['failure-modes'],
  associations: ['error-traces', 'tool-use'],
  'silent-failures': ['failure-modes'],
};

function covers(known: Part, part: Part): boolean {
  return known.topic === part.topic || (tells[known.topic]?.includes(part.topic) ?? false);
}
