import { z } from 'zod';
import { readRows } from './answers';
import type { PlayAnswer } from './play';
import { recoverySql } from './recovery-sql';
import { citeSpan, plain } from './words';

const recoveryRow = z.object({
  how: z.enum(['recovered', 'went-on', 'stopped']),
  what: z.string(),
  span_id: z.string(),
  /** The same call, when it went well afterwards. */
  again: z.string().nullable(),
});
export type Recovery = z.infer<typeof recoveryRow>;

/** What came of the calls that failed in one trace, which is named by a text in SQL, and which call made the last of them good. */
export function traceRecoverySql(trace: string): string {
  return `WITH recovery AS (${recoverySql(`trace_id = ${trace}`)}),
    failed AS (SELECT observation_kind, name, tool_name, start_time FROM spans JOIN recovery USING (trace_id, span_id) LIMIT 1)
    SELECT how, what, span_id, (
      SELECT arg_min(call.span_id, (call.start_time, call.line)) FROM spans AS call, failed
      WHERE call.trace_id = ${trace} AND call.observation_kind = failed.observation_kind AND call.start_time > failed.start_time
        AND call.error_class IS NULL AND call.status <> 'ERROR'
        AND (call.name = failed.name OR nullif(call.tool_name, '') = failed.tool_name)
    ) AS again FROM recovery`;
}

/** Null where no call failed; undefined where it could not be told. */
export function readRecovery(answer: PlayAnswer | undefined): Recovery | null | undefined {
  const rows = readRows(recoveryRow, answer);
  return rows === undefined ? undefined : (rows[0] ?? null);
}

/** Whether it recovered, in a sentence; `anyFailed` says whether anything failed in it at all. */
export function recoveryLine(
  traceId: string,
  { recovery, anyFailed }: { recovery: Recovery | null | undefined; anyFailed: boolean },
): string {
  if (recovery === undefined) return 'Whether it recovered could not be read.';
  if (recovery === null) {
    return anyFailed
      ? 'No call failed: what failed is an agent or a chain, so there was no call to make good.'
      : 'No call failed, so there was nothing to recover from.';
  }
  const { how, what, span_id, again } = recovery;
  const failed = `${plain(what)} ${citeSpan(traceId, span_id)}`;
  switch (how) {
    case 'recovered':
      return again === null
        ? `It recovered: the failure was handled in ${failed}`
        : `It recovered: the last failure was in ${failed}, and the same call went well in ${citeSpan(traceId, again)}`;
    case 'went-on':
      return `It did not recover: the same call never went well after the failure in ${failed}, though the run went on with other calls.`;
    case 'stopped':
      return `It did not recover: no call went well after the failure in ${failed}`;
    default:
      return how satisfies never;
  }
}
