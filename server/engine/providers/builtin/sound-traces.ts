import { z } from 'zod';
import { overviewSchema, read, readRows } from './answers';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters } from './scope';
import { pageOf, type Wish } from './wish';
import { citeTrace, nothingMatches, ofTraces, paragraphs } from './words';

const usual = 5;
const rowSchema = z.object({ outcome: z.string(), traces: z.number(), examples: z.string() });

/** Whether the traces are meant in which nothing failed. */
export function asksForSuccess({ text }: Wish): boolean {
  return /\b(?:success\w*|succe\w*|without (?:an |any )?(?:errors?|failures?)|(?:did not|didn't|do not|don't|does not|doesn't|never|not) fail\w*|no errors?|(?:fine|ok|healthy) (?:traces|runs))\b/.test(
    text,
  );
}

/** The traces in which no failure was found, beside those of every other outcome. */
export function* soundTraces(wish: Wish): Play {
  const sql = `SELECT outcome, count(*) AS traces, string_agg(trace_id, chr(10) ORDER BY start_time) AS examples FROM traces
    WHERE trace_id IN (SELECT trace_id FROM spans WHERE ${namedCondition(wish.scope)}) GROUP BY outcome`;
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filtersArgs(namedFilters(wish.scope)) },
      { name: 'run_sql', args: { sql } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const rows = readRows(rowSchema, second);
  if (!overview) return unreadable;
  const total = overview.total_traces;
  if (total === 0) return nothingMatches(overview);
  const withoutError = `${ofTraces(total - overview.error_trace_count, total)} have no span with status ERROR.`;
  if (!rows) return withoutError;
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome);
  const sound = of('ok')?.examples.split('\n') ?? [];
  const { shown } = pageOf(sound, wish, usual);
  return paragraphs(
    withoutError,
    `In ${ofTraces(of('ok')?.traces ?? 0, total)} no failure was found at all; ${ofTraces(of('silent')?.traces ?? 0, total)} failed silently, ${ofTraces(of('handled')?.traces ?? 0, total)} handled what failed. Whether an answer was right, no trace tells.`,
    shown.length > 0 ? `Some without any failure: ${shown.map(citeTrace).join(', ')}` : '',
  );
}
