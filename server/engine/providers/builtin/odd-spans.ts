import { z } from 'zod';
import { overviewSchema, read, readRows } from './answers';
import { onRecord } from './failure-modes';
import { noTurnLeft, type Play, type PlayCall, refusalOf, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters, type Scope } from './scope';
import { pageOf, type Wish } from './wish';
import { citeSpan, interval, nothingMatches, ofTraces, paragraphs, plain, plural, shareOf } from './words';

const usual = 8;
const kept = 100;
/** A call is slow where it takes so many times the median of its own kind, of so many calls at least, and so long. */
const slow = { times: 5, calls: 10, ms: 1000 };

const rowSchema = z.object({
  name: z.string(),
  odd: z.number(),
  calls: z.number(),
  traces: z.number(),
  most_ms: z.number().nullable(),
  usual_ms: z.number().nullable(),
  trace_id: z.string(),
  span_id: z.string(),
});
type Row = z.infer<typeof rowSchema>;

/** Spans that are told by what they lack, or by how long they take: a condition over `call`. */
export const oddKinds = {
  'unfinished-spans': {
    is: 'end_time IS NULL',
    noun: 'a span that never ended',
    title: 'Spans never end',
    counts:
      'Counted are spans without an end: the run was cut off, or whoever recorded it did not close them.',
  },
  'missing-results': {
    is: "observation_kind = 'TOOL' AND output_hash IS NULL AND error_class IS NULL AND records",
    noun: 'a tool call without a result',
    title: 'Tool calls have no result',
    counts:
      'Counted are calls that neither failed nor put anything out, of tools that put something out in other calls.',
  },
  'slow-spans': {
    is: `observation_kind IN ('TOOL', 'LLM') AND calls >= ${slow.calls} AND duration_ms >= ${slow.ms} AND duration_ms >= ${slow.times} * usual_ms`,
    noun: 'a call that is slow for its kind',
    title: 'Calls take many times what is usual for them',
    counts: `Counted are calls of tools and models that take at least ${slow.ms / 1000} s and ${slow.times} times the median of their own name, where there are ${slow.calls} calls or more.`,
  },
} as const;
export type OddKind = keyof typeof oddKinds;

/** Spans that are odd in one way, by name: how many of how many calls, in how many traces, with one to look at. */
export function* oddSpans(kind: OddKind, wish: Wish): Play {
  const { noun, counts } = oddKinds[kind];
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filtersArgs(namedFilters(wish.scope)) },
      { name: 'run_sql', args: { sql: groupSql(kind, wish.scope), limit: kept } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const rows = readRows(rowSchema, second);
  if (!overview) return unreadable;
  const total = overview.total_traces;
  if (total === 0) return nothingMatches(overview);
  if (rows === undefined)
    return `It could not be counted: ${(second && refusalOf(second)) ?? 'there was no answer'}`;
  const [all, ...groups] = rows;
  if (all === undefined || all.odd === 0)
    return paragraphs(`None was found: ${ofTraces(0, total)} hold ${noun}.`, counts);
  const { shown, from } = pageOf(groups, wish, usual);
  if (shown.length === 0) return 'There are no more of them.';
  const head = `${ofTraces(all.traces, total)} hold ${noun} (${interval(all.traces, total)}); ${plural(all.odd, 'span')} in all.`;
  const text = paragraphs(
    head,
    shown.map((row, at) => tell(row, from + at + 1)),
    counts,
  );
  const reported = yield {
    calls: [finding({ kind, rows: shown, all, total, scope: wish.scope })],
    otherwise: text,
  };
  return paragraphs(text, onRecord(reported));
}

function tell(
  { name, odd, calls, traces, most_ms, usual_ms, trace_id, span_id }: Row,
  place: number,
): string {
  const times =
    most_ms === null || usual_ms === null
      ? ''
      : `, the longest ${(most_ms / 1000).toFixed(1)} s, usual are ${(usual_ms / 1000).toFixed(1)} s`;
  return `${place}. ${plain(name)}: ${shareOf({ part: odd, whole: calls, noun: 'calls' })} in ${plural(traces, 'trace')}${times} ${citeSpan(trace_id, span_id)}`;
}

/** By name; the first row is of all names together. */
function groupSql(kind: OddKind, scope: Scope): string {
  const { is } = oddKinds[kind];
  const isSlow = kind === 'slow-spans';
  return `SELECT name, odd, calls, traces, most_ms, usual_ms, example['t'] AS trace_id, example['s'] AS span_id FROM (
      SELECT coalesce(what, '') AS name, grouping(what) AS whole, count(*) FILTER (${is}) AS odd, count(*) AS calls,
        count(DISTINCT trace_id) FILTER (${is}) AS traces, ${isSlow ? `max(duration_ms) FILTER (${is})` : 'NULL::DOUBLE'} AS most_ms,
        ${isSlow ? 'any_value(usual_ms)' : 'NULL::DOUBLE'} AS usual_ms,
        arg_max({'t': trace_id, 's': span_id}, coalesce(duration_ms, 0)) FILTER (${is}) AS example
      FROM (${callSql(scope)}) GROUP BY ROLLUP (what)
    ) WHERE odd > 0 ORDER BY whole DESC, odd DESC, name`;
}

/** Every span with what is usual for its name. */
function callSql(scope: Scope): string {
  const named = namedCondition(scope);
  return `SELECT trace_id, span_id, observation_kind, what, duration_ms, end_time, output_hash, error_class, own.*
    FROM (SELECT *, coalesce(tool_name, name) AS what FROM spans WHERE ${named}) JOIN (
      SELECT observation_kind, coalesce(tool_name, name) AS what, count(*) AS calls, median(duration_ms) AS usual_ms,
        count(output_hash) > 0 AS records
      FROM spans WHERE ${named} GROUP BY ALL
    ) AS own USING (observation_kind, what)`;
}

function finding(options: {
  kind: OddKind;
  rows: readonly Row[];
  all: Row;
  total: number;
  scope: Scope;
}): PlayCall {
  const { kind, rows, all, total, scope } = options;
  const { is, noun, title } = oddKinds[kind];
  return {
    name: 'report_finding',
    args: {
      title,
      severity: kind === 'missing-results' ? 'major' : 'minor',
      kind: kind.replace('-', ' '),
      claim: `${ofTraces(all.traces, total)} hold ${noun}; ${plural(all.odd, 'span')}.`,
      evidence: rows.map(({ trace_id, span_id }) => ({ trace_id, span_id })),
      predicate: { sql: `SELECT trace_id FROM (${callSql(scope)}) WHERE ${is}` },
      confidence: 'high',
    },
  };
}
