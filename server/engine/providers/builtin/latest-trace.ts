import { z } from 'zod';
import { readRows } from './answers';
import { oneTrace } from './one-trace';
import { noTurnLeft, type Play, refusalOf } from './play';
import { namedCondition } from './scope';
import type { Wish } from './wish';
import { citeTrace, paragraphs } from './words';

const rowSchema = z.object({
  which: z.enum(['latest', 'failed']),
  trace_id: z.string(),
  began: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/** "Why did the last run fail?": the trace that began last, or, where it did not fail and one that did is meant, the last that did. */
export function* latestTrace(wish: Wish): Play {
  const [answer] = yield {
    calls: [{ name: 'run_sql', args: { sql: latestSql(wish) } }],
    otherwise: noTurnLeft,
  };
  const rows = readRows(rowSchema, answer);
  if (rows === undefined)
    return `The last trace could not be found: ${(answer && refusalOf(answer)) ?? 'there was no answer'}`;
  const latest = rows.find(({ which }) => which === 'latest');
  const failed = rows.find(({ which }) => which === 'failed');
  if (latest === undefined) return 'No trace fits.';
  const told = asksForFailed.test(wish.text) && failed !== undefined ? failed : latest;
  return paragraphs(takenLine({ told, latest, failed }), yield* oneTrace([told.trace_id], wish));
}

const asksForFailed = /\b(?:fail\w*|errors?|errored|broke\w*|wrong|crash\w*)\b/;

function takenLine({ told, latest, failed }: { told: Row; latest: Row; failed: Row | undefined }): string {
  if (told.trace_id === latest.trace_id) {
    const none = failed === undefined ? ' No trace that failed is among those looked at.' : '';
    return `Taken as the trace that began last, at ${beganAt(told)}.${none}`;
  }
  return `Taken as the last trace that failed, ${citeTrace(told.trace_id)}, which began at ${beganAt(told)}. The one that began last of all, ${citeTrace(latest.trace_id)} at ${beganAt(latest)}, did not fail.`;
}

function beganAt({ began }: Row): string {
  return began === null ? 'an unknown time' : `${began} UTC`;
}

function latestSql({ scope }: Wish): string {
  const within =
    scope.names.length === 0
      ? 'true'
      : `trace_id IN (SELECT trace_id FROM spans WHERE ${namedCondition(scope)})`;
  const last = (which: Row['which'], condition: string) =>
    `(SELECT '${which}' AS which, trace_id, strftime(start_time, '%Y-%m-%d %H:%M:%S') AS began FROM traces
      WHERE ${within} AND ${condition} ORDER BY start_time DESC NULLS LAST, trace_id DESC LIMIT 1)`;
  return `${last('latest', 'true')} UNION ALL ${last('failed', "outcome IN ('error', 'silent')")}`;
}
