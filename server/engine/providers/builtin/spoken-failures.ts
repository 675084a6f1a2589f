import { z } from 'zod';
import { type FoundPattern, overviewSchema, patternsSchema, read, readRows } from './answers';
import { onRecord } from './failure-modes';
import { leftOut } from './left-out';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters, quoteSql, type Scope } from './scope';
import { pageOf, type Wish } from './wish';
import { interval, nothingMatches, ofTraces, paragraphs, plural } from './words';

const usual = 8;
const countRow = z.object({ spans: z.number(), traces: z.number() });

/** Failures that are told by what they say. */
export const spokenKinds = {
  'rate-limits': {
    says: /rate.?limit|\b429\b|too many requests|throttl|quota (?:exceeded|reached)|overloaded/i,
    shows: 'hit a rate limit',
    counts:
      'Counted are errors that speak of a rate limit, a quota, throttling or HTTP 429, whether or not the call was tried again.',
  },
  'turn-limits': {
    says: /max(?:imum)?[ _]?(?:number of )?(?:turns|iterations|steps)|(?:turn|iteration|step|recursion|loop) limit|(?:turns|iterations|steps) (?:exceeded|exhausted|reached)|ran out of (?:turns|steps)|MaxTurns|GraphRecursion/i,
    shows: 'hold an error that says that the turns ran out',
    counts:
      'Counted are errors that speak of a limit of turns, steps, iterations or recursion. A run that ends without a word of it is not counted.',
  },
  'unknown-tools': {
    says: /tool that does not exist|no such tool|nosuchtool|unknown (?:tool|function)|unavailable tool|(?:tool|function) ['"`<][^ ]+ (?:not found|does not exist|is not (?:available|defined))/i,
    shows: 'call a tool that does not exist',
    counts: 'Counted are calls that were refused because there is no such tool.',
  },
  'invalid-arguments': {
    says: /arguments it does not take|invalid[ _]?(?:tool )?(?:arguments?|input|parameters?)|validation error|unexpected keyword argument|missing (?:\d+ )?required|schema validation|does not match the schema|failed to parse (?:the )?arguments/i,
    shows: 'hold a call whose arguments were refused',
    counts: 'Counted are calls that were refused for their arguments, by what they say.',
  },
} as const;
export type SpokenKind = keyof typeof spokenKinds;

/** Failures that speak of one thing, such as a rate limit: in how many traces, with their words, put on record as findings. */
export function* spokenFailures(kind: SpokenKind, wish: Wish): Play {
  const filters = filtersArgs(namedFilters(wish.scope));
  const { says, shows, counts } = spokenKinds[kind];
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'find_patterns', args: { ...filters, detectors: ['error-signatures', 'silent-failures'] } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (!overview || !report) return unreadable;
  const total = overview.total_traces;
  if (total === 0) return nothingMatches(overview);
  const patterns = report.patterns.filter(
    (pattern) => pattern.error_class !== 'propagated' && speaksOf(pattern, says),
  );
  if (patterns.length === 0) return paragraphs(`None was found: ${ofTraces(0, total)} ${shows}.`, counts);
  const { shown, rest, from } = pageOf(patterns, wish, usual);
  if (shown.length === 0) return 'There are no more of them.';
  const [answer, ...viewed] = yield {
    calls: [{ name: 'run_sql', args: { sql: countSql(patterns, wish.scope) } }, ...readExamples(shown)],
    otherwise: paragraphs(...describeAll(shown, new Map(), from), counts),
  };
  const [count] = readRows(countRow, answer) ?? [];
  const spans = spansRead(viewed);
  const head = count
    ? `${ofTraces(count.traces, total)} ${shows} (${interval(count.traces, total)}); ${plural(count.spans, 'span')} in all.`
    : `${plural(patterns.length, 'pattern')} in ${plural(total, 'trace')}.`;
  const text = paragraphs(head, ...describeAll(shown, spans, from), leftOut(rest), counts);
  const reported = yield { calls: shown.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

function speaksOf({ label, signature, examples }: FoundPattern, says: RegExp): boolean {
  return [label, signature, ...examples.map(({ quote }) => quote)].some((text) => says.test(text ?? ''));
}

/** In how many traces any of them is: they may share traces, so that the sum would be too much. */
function countSql(patterns: readonly FoundPattern[], scope: Scope): string {
  const keys = patterns.map(({ detector, key }) => `(${quoteSql(detector)}, ${quoteSql(key)})`);
  return `SELECT count(DISTINCT (trace_id, span_id)) AS spans, count(DISTINCT trace_id) AS traces FROM pattern_hits
    WHERE (detector, key) IN (${keys.join(', ')}) AND trace_id IN (SELECT trace_id FROM spans WHERE ${namedCondition(scope)})`;
}
