import { z } from 'zod';
import { overviewSchema, read, readRows } from './answers';
import { onRecord } from './failure-modes';
import { readSpans, spanRead, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayCall, refusalOf, unreadable } from './play';
import { recoverySql } from './recovery-sql';
import { filtersArgs, namedCondition, namedFilters, type Scope } from './scope';
import { quotesOf } from './span-words';
import type { Wish } from './wish';
import { citeSpan, interval, nothingMatches, ofTraces, paragraphs, plain, shareOf } from './words';

const usual = 3;

const rowSchema = z.object({
  how: z.enum(['recovered', 'went-on', 'stopped']),
  traces: z.number(),
  trace_ids: z.string(),
  span_ids: z.string(),
  whats: z.string(),
});
type How = z.infer<typeof rowSchema>['how'];
type Row = z.infer<typeof rowSchema>;

const told: Record<How, string> = {
  recovered: 'recovered: whatever failed was called again and went well, or was handled where it failed',
  'went-on': 'went on without it: what failed never went well afterwards, but other calls did',
  stopped: 'stopped there: no call went well after the failure',
};

/** Of the traces in which a call failed: how many recovered, went on without it, or stopped there. */
export function* recovery(wish: Wish): Play {
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filtersArgs(namedFilters(wish.scope)) },
      { name: 'run_sql', args: { sql: countSql(wish) } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  if (!overview) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const rows = readRows(rowSchema, second);
  if (rows === undefined)
    return `It could not be counted: ${(second && refusalOf(second)) ?? 'there was no answer'}`;
  const failed = rows.reduce((sum, row) => sum + row.traces, 0);
  if (failed === 0)
    return `No call failed in any of ${ofTraces(overview.total_traces, overview.total_traces)}, so there was nothing to recover from.`;
  const head = `${ofTraces(failed, overview.total_traces)} hold a call that failed by itself, whatever its status. Of these:`;
  const entries = rows.map((row) => examplesOf(row, wish));
  const counts = rows.map(
    ({ how, traces }) =>
      `- ${shareOf({ part: traces, whole: failed })} ${told[how]}; ${interval(traces, failed)}.`,
  );
  const viewed = yield {
    calls: readSpans(entries.flat()),
    otherwise: paragraphs([head, ...counts]),
  };
  const spans = spansRead(viewed);
  const lines = rows.flatMap((_, at) => [
    counts[at] ?? '',
    ...(entries[at] ?? []).map((example) => {
      const span = spanRead(example, spans);
      const words = span === undefined ? null : quotesOf(span);
      return `  - ${plain(example.what)}: ${words ?? 'no message'} ${citeSpan(example.trace_id, example.span_id)}`;
    }),
  ]);
  const text = paragraphs([head, ...lines], how);
  const stopped = rows.findIndex((row) => row.how === 'stopped');
  const row = rows[stopped];
  if (row === undefined) return text;
  const reported = yield {
    calls: [finding({ row, examples: entries[stopped] ?? [], failed, scope: wish.scope })],
    otherwise: text,
  };
  return paragraphs(text, onRecord(reported));
}

const how =
  'Told by the order of the calls alone: whether the answer that came of it was right, no trace tells.';

interface Example {
  trace_id: string;
  span_id: string;
  what: string;
}

function examplesOf({ trace_ids, span_ids, whats }: Row, { limit }: Wish): Example[] {
  const [traces, spans, names] = [trace_ids, span_ids, whats].map((list) => list.split('\n'));
  return (traces ?? [])
    .slice(0, limit ?? usual)
    .map((trace_id, at) => ({ trace_id, span_id: spans?.[at] ?? '', what: names?.[at] ?? '' }));
}

function countSql({ scope }: Wish): string {
  const list = (column: string) => `array_to_string(list(${column} ORDER BY trace_id)[:25], chr(10))`;
  return `SELECT how, count(*) AS traces, ${list('trace_id')} AS trace_ids, ${list('span_id')} AS span_ids, ${list('what')} AS whats
    FROM (${recoverySql(namedCondition(scope))}) GROUP BY how ORDER BY how`;
}

function finding(options: { row: Row; examples: Example[]; failed: number; scope: Scope }): PlayCall {
  const { row, examples, failed, scope } = options;
  return {
    name: 'report_finding',
    args: {
      title: 'Runs stop at a failed call without making it good',
      severity: row.traces * 2 >= failed ? 'major' : 'minor',
      kind: 'no recovery',
      claim: `${ofTraces(row.traces, failed)} with a failed call ${told.stopped}.`,
      evidence: examples.map(({ trace_id, span_id }) => ({ trace_id, span_id })),
      predicate: {
        sql: `SELECT trace_id FROM (${recoverySql(namedCondition(scope))}) WHERE how = 'stopped'`,
      },
      confidence: 'high',
    },
  };
}
