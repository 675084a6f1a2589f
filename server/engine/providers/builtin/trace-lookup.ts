import { z } from 'zod';
import { readRows } from './answers';
import type { PlayAnswer, PlayCall } from './play';
import { quoteSql } from './scope';
import { citeTrace, paragraphs } from './words';

const listed = 5;
/** Fewer characters would match by chance. */
const shortest = 3;

const foundRow = z.object({ trace_id: z.string(), how: z.enum(['trace', 'span', 'session']) });

/** Asks for traces that may be meant by something that is no trace's id: a beginning in other letters, a span's or a session's id. */
export function lookUp(named: string): PlayCall {
  const id = quoteSql(named);
  const begins =
    named.length < shortest ? `lower(trace_id) = lower(${id})` : `starts_with(lower(trace_id), lower(${id}))`;
  const sql = `SELECT trace_id, 'trace' AS how FROM traces WHERE ${begins}
    UNION SELECT trace_id, 'span' FROM spans WHERE span_id = ${id}
    UNION SELECT trace_id, 'session' FROM traces WHERE session_id = ${id} ORDER BY how, trace_id LIMIT ${listed + 1}`;
  return { name: 'run_sql', args: { sql } };
}

/** The one trace that is meant, with how it was found; else why there is none, in words. */
export function foundTrace(
  named: string,
  answer: PlayAnswer | undefined,
): { traceId: string; how: string } | { none: string } {
  const rows = readRows(foundRow, answer) ?? [];
  const [first, second] = rows;
  if (first === undefined) return { none: notFound(named) };
  const { trace_id: traceId, how } = first;
  if (second === undefined) {
    const taken = { trace: `begins the id of`, span: 'is the id of a span in', session: 'is the session of' }[
      how
    ];
    return { traceId, how: `“${named}” ${taken} this trace.` };
  }
  const more =
    rows.length > listed ? 'More than one trace is meant by' : `${rows.length} traces are meant by`;
  return {
    none: paragraphs(
      `${more} “${named}”. Name one of them:`,
      rows.slice(0, listed).map((row) => `- ${citeTrace(row.trace_id)}`),
    ),
  };
}

export function notFound(named: string): string {
  return `There is no trace “${named}” in this dataset, nor one whose id begins so. Copy its id from the list.`;
}
