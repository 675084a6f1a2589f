import { read, readRows, type Viewed, viewedSchema } from './answers';
import { noTurnLeft, type Play, type PlayCall } from './play';
import { recoverySql } from './recovery-sql';
import { quoteSql } from './scope';
import { together } from './together';
import { sequenceLine, stepRow, stepsOf, stepsSql } from './tool-sequence';
import { factLines, factsSql, toldWords, wasteLines } from './trace-facts';
import { failureLines, failureRow, failuresOf, failuresSql } from './trace-failures';
import { foundTrace, lookUp, notFound } from './trace-lookup';
import { readRecovery, recoveryLine, recoveryOf } from './trace-recovery';
import { citeTrace, paragraphs, plural } from './words';

const atOnce = 4;

/** Why these traces failed: of each its failures in order with their exact words, its tool sequence, and whether it recovered. */
export function* oneTrace(named: readonly string[]): Play {
  const texts = yield* together(named.slice(0, atOnce).map(readOne));
  const left = named.slice(atOnce);
  return paragraphs(
    ...texts,
    left.length > 0
      ? `At most ${atOnce} traces are read at a time. Ask for these next: ${left.join(', ')}`
      : '',
  );
}

function* readOne(named: string): Play {
  const [answer] = yield { calls: [view(named)], otherwise: noTurnLeft };
  const viewed = read(viewedSchema, answer);
  if (viewed !== undefined) return yield* tell(viewed);
  const [found] = yield { calls: [lookUp(named)], otherwise: notFound(named) };
  const meant = foundTrace(named, found);
  if ('none' in meant) return meant.none;
  const [again] = yield { calls: [view(meant.traceId)], otherwise: meant.how };
  const trace = read(viewedSchema, again);
  return trace === undefined ? notFound(named) : paragraphs(meant.how, yield* tell(trace));
}

function view(traceId: string): PlayCall {
  return { name: 'view_trace', args: { trace_id: traceId } };
}

function* tell(viewed: Viewed): Play {
  const { trace_id: traceId, oversized } = viewed;
  const trace = quoteSql(traceId);
  const tooLong = [failuresSql(trace), stepsSql(trace), recoverySql(`trace_id = ${trace}`)];
  const statements = [factsSql(trace), ...(oversized ? tooLong : [])];
  const seen = failuresOf(viewed);
  const answers = yield {
    calls: statements.map((sql): PlayCall => ({ name: 'run_sql', args: { sql, limit: 500 } })),
    otherwise: paragraphs(
      headOf(viewed),
      oversized ? '' : failureLines(traceId, seen, new Map()),
      oversized ? '' : sequenceLine(stepsOf(viewed)),
    ),
  };
  const failures = oversized ? readRows(failureRow, answers[1]) : seen;
  const steps = oversized ? readRows(stepRow, answers[2]) : stepsOf(viewed);
  const calls = oversized ? readRows(stepRow, answers[2])?.[0]?.calls : undefined;
  return paragraphs(
    headOf(viewed),
    failures === undefined
      ? 'What failed in it could not be read.'
      : failureLines(traceId, failures, toldWords(answers[0])),
    factLines(answers[0], (failures?.length ?? 0) > 0),
    steps === undefined ? 'Its tool sequence could not be read.' : sequenceLine(steps, calls),
    recoveryLine(traceId, {
      recovery: oversized ? readRecovery(answers[3]) : recoveryOf(viewed),
      hasFailures: failures?.some(({ errorClass }) => errorClass !== 'propagated') ?? false,
    }),
    wasteLines(answers[0]),
  );
}

function headOf({ trace_id, span_count, spans, oversized, outcome }: Viewed): string {
  const from = oversized
    ? `${plural(oversized.span_count, 'span')}, too many to read whole`
    : plural(span_count ?? spans.length, 'span');
  return `${citeTrace(trace_id)} (${from}) ${outcomeWords[outcome ?? outcomeOf(oversized)] ?? 'was read in part'}.`;
}

const outcomeWords: Record<string, string> = {
  error: 'failed: it has a span with status ERROR',
  silent: 'failed silently: something went wrong under another status than ERROR',
  handled: 'succeeded, after a failure that it handled',
  ok: 'did not fail: no failure was found in it',
};

/** A trace that is too long says no outcome, but counts its failures. */
function outcomeOf(oversized: Viewed['oversized']): string {
  if (oversized === undefined) return '';
  if (oversized.error_span_count > 0) return 'error';
  const quiet = oversized.handled_or_silent_spans;
  if (quiet.some((span) => span.error_class === 'silent')) return 'silent';
  return quiet.length > 0 ? 'handled' : 'ok';
}
