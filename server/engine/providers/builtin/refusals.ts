import { z } from 'zod';
import { type FoundPattern, overviewSchema, patternsSchema, read, readRows } from './answers';
import { onRecord } from './failure-modes';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters } from './scope';
import { pageOf, type Wish } from './wish';
import { citeSpan, interval, nothingMatches, ofTraces, paragraphs, plural, quoteOf, shareOf } from './words';

const usual = 6;

/** How an answer of a model can be none: the words that ask for it, and how the detector's label tells it. */
const kinds = [
  {
    name: 'refusal',
    asked: /\b(?:refus\w*|declin\w*|answer)\b/,
    label: /refuses to answer/,
    noun: 'an answer that declines',
  },
  {
    name: 'empty-answer',
    asked: /\b(?:empty|blank|no)\b/,
    label: /answers nothing/,
    noun: 'an empty answer',
  },
  {
    name: 'cut-off',
    asked: /\b(?:cut|truncated|incomplete|filter)\b/,
    label: /is cut off/,
    noun: 'an answer that was cut off',
  },
] as const;
type Kind = (typeof kinds)[number];

/** A wording of refusals, and the first span that says it. */
const wordingSchema = z.object({
  words: z.string(),
  traces: z.number(),
  trace_id: z.string(),
  span_id: z.string(),
});

const rowSchema = z.object({ kind: z.string().nullable(), spans: z.number(), traces: z.number() });

/** Answers of models that refuse, are empty or were cut off: those that are asked for at length, the others by their number. */
export function* refusals(wish: Wish): Play {
  const filters = filtersArgs(namedFilters(wish.scope));
  const said = kinds.filter(({ asked }) => asked.test(wish.text));
  const wanted = said.length > 0 ? said : kinds.slice(0, 1);
  const wantsWordings = wanted.some(({ name }) => name === 'refusal');
  const [first, second, third, fourth] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'find_patterns', args: { ...filters, detectors: ['silent-failures'] } },
      { name: 'run_sql', args: { sql: countSql(wish) } },
      ...(wantsWordings ? [{ name: 'run_sql', args: { sql: wordingsSql(wish), limit: usual + 1 } }] : []),
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (!overview || !report) return unreadable;
  const total = overview.total_traces;
  if (total === 0) return nothingMatches(overview);
  const ofKind = ({ label }: Kind) => report.patterns.filter((pattern) => label.test(pattern.label));
  const totals = totalLines({ wanted, counts: readRows(rowSchema, third), ofKind, total });
  const wordings = wordingLines(readRows(wordingSchema, fourth) ?? []);
  const { shown, from } = pageOf(wanted.flatMap(ofKind), wish, usual);
  if (shown.length === 0) return paragraphs(totals, how);
  const viewed = yield {
    calls: readExamples(shown),
    otherwise: paragraphs(totals, ...describeAll(shown, new Map(), from)),
  };
  const spans = spansRead(viewed);
  const text = paragraphs(
    totals,
    'By how they show, the commonest first:',
    ...describeAll(shown, spans, from),
    wordings,
    how,
  );
  const reported = yield { calls: shown.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

/** Of each kind, the wanted ones first, in how many traces and model calls it is. */
function totalLines(options: {
  wanted: readonly Kind[];
  /** By kind, and of all model calls under null; undefined where it could not be counted. */
  counts: z.infer<typeof rowSchema>[] | undefined;
  ofKind: (kind: Kind) => FoundPattern[];
  total: number;
}): string[] {
  const { wanted, counts, ofKind, total } = options;
  const calls = counts?.find((row) => row.kind === null)?.spans;
  const others = kinds.filter((kind) => !wanted.includes(kind));
  return [...wanted, ...others].map((kind) => {
    const count =
      counts?.find((row) => row.kind === kind.name) ??
      (counts ? { traces: 0, spans: 0 } : sumOf(ofKind(kind)));
    const ofCalls =
      calls === undefined
        ? plural(count.spans, 'model call')
        : shareOf({ part: count.spans, whole: calls, noun: 'model calls' });
    return `${wanted.includes(kind) ? '' : 'Besides, '}${ofTraces(count.traces, total)} hold ${kind.noun} (${interval(count.traces, total)}); ${ofCalls}.`;
  });
}

function countSql({ scope }: Wish): string {
  return `SELECT failure_kind AS kind, count(*) AS spans, count(DISTINCT trace_id) AS traces FROM spans
    WHERE observation_kind = 'LLM' AND ${namedCondition(scope)} GROUP BY ROLLUP (failure_kind) HAVING failure_kind IS NOT NULL OR grouping(failure_kind) = 1`;
}

function wordingsSql({ scope }: Wish): string {
  return `SELECT arg_min(failure_text, line) AS words, count(DISTINCT trace_id) AS traces,
      arg_min(trace_id, line) AS trace_id, arg_min(span_id, line) AS span_id
    FROM spans WHERE failure_kind = 'refusal' AND failure_text IS NOT NULL AND observation_kind = 'LLM' AND ${namedCondition(scope)}
    GROUP BY failure_signature ORDER BY traces DESC, min(line)`;
}

/** In which words models decline, where they do so in more than one way. */
function wordingLines(wordings: readonly z.infer<typeof wordingSchema>[]): string[] {
  if (wordings.length < 2) return [];
  const lines = wordings.slice(0, usual).flatMap(({ words, traces, trace_id, span_id }) => {
    const quote = quoteOf(words);
    return quote === null ? [] : `- ${quote} ${citeSpan(trace_id, span_id)}: ${plural(traces, 'trace')}`;
  });
  return ['In these words:', ...lines, ...(wordings.length > usual ? ['- and others, which are rarer'] : [])];
}

const how =
  'A refusal is recognised by how the answer begins, or because the provider marks it; one in other words, or in another language, is not counted.';

/** At most as many: patterns may share traces. */
function sumOf(patterns: readonly FoundPattern[]): { traces: number; spans: number } {
  return {
    traces: patterns.reduce((sum, pattern) => sum + pattern.traces, 0),
    spans: patterns.reduce((sum, pattern) => sum + pattern.spans, 0),
  };
}
