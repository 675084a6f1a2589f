import type { Filters } from '../../../../lib/contracts/filters';
import { describeFilters } from '../../../../lib/search/describe-filters';
import { type DatasetOverview, overviewSchema, read } from './answers';
import { looksLikeName, nothingNamed } from './named-nothing';
import { outside } from './plain-answers';
import { noTurnLeft, type Play } from './play';
import { playFor, titleOf } from './play-for';
import type { Part, Understood } from './question/understood';
import { type Named, namesIn } from './scope';
import { askingOnce, framed, together } from './together';
import { limitIn, type Wish } from './wish';
import { paragraphs } from './words';

/** The answer to a question that was understood: all its parts, and a plain word on what was left out of account. */
export function answerTo(understood: Understood, page: Filters): Play {
  return askingOnce(framed(answerParts(understood, page), (text) => paragraphs(pageLine(page), text)));
}

function* answerParts(understood: Understood, page: Filters): Play {
  const { parts, taken } = understood;
  if (parts.length === 0) return taken ?? outside();
  const overview = mayName(understood) ? yield* readOverview() : undefined;
  const names = overview === undefined ? null : namesIn(parts.map((part) => part.said).join('\n'), overview);
  const unused = unusedWords(understood, names ?? []);
  const none = overview === undefined ? null : nothingNamed(unused.filter(looksLikeName), overview);
  if (none !== null) return none;
  const plays = parts.map((part) => playFor(part, wishOf({ part, understood, page, names: names ?? [] })));
  const about = paragraphs(...aboutLines({ understood, names, unused }));
  return yield* framed(inOne(plays, parts), (text) => paragraphs(about, text, leftLine(understood.left)));
}

/** One answer as it is, several under a title each. */
function* inOne(plays: Play[], parts: readonly Part[]): Play {
  const [only] = plays;
  if (only !== undefined && plays.length === 1) return yield* only;
  const titled = plays.map((play, at) => framed(play, (text) => paragraphs(titleLine(parts[at]), text)));
  return paragraphs(...(yield* together(titled)));
}

function titleLine(part: Part | undefined): string {
  return part === undefined ? '' : `### ${titleOf(part)}`;
}

function wishOf(options: { part: Part; understood: Understood; page: Filters; names: Named[] }): Wish {
  const { part, understood, page, names } = options;
  const { text, said } = part;
  return { text, said, limit: limitIn(text), page: understood.page, scope: { page, names } };
}

/** Whether a name may stand in the question: a word that no rule knows, one in quotes, or one beside "tool", "model" or the like. */
function mayName({ parts, words }: Understood): boolean {
  const about = parts.filter((part) => !readsNoNames.has(part.topic));
  if (about.length === 0) return false;
  return (
    words.length > 0 ||
    about.some(({ said }) =>
      /[`"“'][^`"”']+[`"”']|\b(?:the|tool|model|agent|service) \w+ (?:tool|model|agent|service)\b/i.test(
        said,
      ),
    )
  );
}

const readsNoNames: ReadonlySet<Part['topic']> = new Set([
  'one-trace',
  'which-trace',
  'one-pattern',
  'text-search',
  'capabilities',
]);

function* readOverview(): Play<DatasetOverview | undefined> {
  const [answer] = yield { calls: [{ name: 'get_dataset_overview', args: {} }], otherwise: noTurnLeft };
  return read(overviewSchema, answer);
}

/** Words that neither a rule knows nor the data has for a name. */
function unusedWords({ parts, words }: Understood, names: readonly Named[]): string[] {
  if (parts.every((part) => readsWords.has(part.topic))) return [];
  const said = names.map(({ value }) => value.toLowerCase()).join(' ');
  return words.filter((word) => !said.includes(word) && !timeSaid.test(word));
}

function aboutLines(options: {
  understood: Understood;
  names: Named[] | null;
  unused: readonly string[];
}): string[] {
  const { understood, names, unused } = options;
  const { parts, asksForCode, taken } = understood;
  const lines: string[] = [];
  if (asksForCode) {
    lines.push(
      'No code change is proposed here: the traces say what failed and how often, and only someone who sees the code can say where to change it. This is the diagnosis.',
    );
  }
  if (taken !== null) lines.push(taken);
  if (names !== null && names.length > 0) lines.push(namesLine(names, parts));
  const isTimed = parts.some((part) => timeSaid.test(part.text) && part.topic !== 'what-changed');
  if (isTimed)
    lines.push('Times in a question are not read: set them as a filter of the list, and ask again.');
  if (unused.length > 0) {
    lines.push(
      `Not understood, and so left out of account: ${unused.map((word) => `“${word}”`).join(', ')}.`,
    );
  }
  return lines;
}

/** What a part is about that takes words of its own out of the question. */
const readsWords: ReadonlySet<Part['topic']> = new Set(['text-search', 'what-changed']);
/** Where a name is told among the others of its kind, and does not say which traces are meant. */
const tellsAll: ReadonlySet<Part['topic']> = new Set(['associations', 'what-changed', 'tool-use']);

function namesLine(names: readonly Named[], parts: readonly Part[]): string {
  const list = names.map(({ dimension, value }) => `${dimension} \`${value}\``).join(', ');
  const only = parts.every((part) => tellsAll.has(part.topic)) ? '' : ' Only traces with it are looked at.';
  return `Named in the question: ${list}.${only}`;
}

const timeSaid =
  /\b(?:today|yesterday|tonight|this (?:morning|evening|week|month)|(?:last|past) (?:\d+ )?(?:minutes?|hours?|days?|weeks?|months?|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{4}-\d\d-\d\d|(?:between|after|before|since) \d{1,2}(?:[:.]\d\d| ?[ap]m))\b/;

function leftLine(left: readonly string[]): string {
  if (left.length === 0) return '';
  return `Not answered: ${left.map((clause) => `“${clause.replace(/[.!?]+$/, '')}”`).join(', ')}. That is outside of what the built-in analyst can do.`;
}

function pageLine(page: Filters): string {
  const terms = describeFilters(page);
  return terms.length === 0 ? '' : `About the traces that the filters select: ${terms.join(' ')}`;
}
