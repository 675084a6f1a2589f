import { read, readRows, type Viewed, viewedSchema } from './answers';
import { noTurnLeft, type Play, type PlayCall } from './play';
import { quoteSql } from './scope';
import { together } from './together';
import { sequenceLine, stepRow, stepsOf, stepsSql } from './tool-sequence';
import { factLines, factsSql, readFacts, toldWords, wasteLines } from './trace-facts';
import { failureLines, failureRow, failuresOf, failuresSql } from './trace-failures';
import { foundTrace, lookUp, notFound } from './trace-lookup';
import { readRecovery, recoveryLine, traceRecoverySql } from './trace-recovery';
import type { Wish } from './wish';
import { citeTrace, paragraphs, plural } from './words';

const atOnce = 4;

/**
 * Why these traces failed: of each its failures in order with their exact words, its tool sequence, and whether it recovered. Where
 * only the sequence or the recovery is asked for, that alone.
 */
export function* oneTrace(named: readonly string[], { text }: Pick<Wish, 'text'>): Play {
  const asked = askedIn(text);
  const texts = yield* together(named.slice(0, atOnce).map((one) => readOne(one, asked)));
  const left = named.slice(atOnce);
  return paragraphs(
    ...texts,
    left.length > 0
      ? `At most ${atOnce} traces are read at a time. Ask for these next: ${left.join(', ')}`
      : '',
  );
}

type Asked = 'all' | 'sequence' | 'recovery';

/** What of the trace is asked for. */
function askedIn(text: string): Asked {
  if (/\b(?:why|fail\w*|errors?|wrong|happen\w*|caus\w*|broke\w*)\b/.test(text)) return 'all';
  const sequence = /\b(?:sequence|order|(?:which|what) (?:tools?|functions?))\b/.test(text);
  const recovery = /\brecover\w*\b/.test(text);
  if (sequence === recovery) return 'all';
  return sequence ? 'sequence' : 'recovery';
}

function* readOne(named: string, asked: Asked): Play {
  const [answer] = yield { calls: [view(named)], otherwise: noTurnLeft };
  const viewed = read(viewedSchema, answer);
  if (viewed !== undefined) return yield* tell(viewed, asked);
  const [found] = yield { calls: [lookUp(named)], otherwise: notFound(named) };
  const meant = foundTrace(named, found);
  if ('none' in meant) return meant.none;
  const [again] = yield { calls: [view(meant.traceId)], otherwise: meant.how };
  const trace = read(viewedSchema, again);
  return trace === undefined ? notFound(named) : paragraphs(meant.how, yield* tell(trace, asked));
}

function view(traceId: string): PlayCall {
  return { name: 'view_trace', args: { trace_id: traceId } };
}

function* tell(viewed: Viewed, asked: Asked): Play {
  const { trace_id: traceId, oversized } = viewed;
  const trace = quoteSql(traceId);
  const statements = [
    factsSql(trace),
    traceRecoverySql(trace),
    ...(oversized ? [failuresSql(trace), stepsSql(trace)] : []),
  ];
  const seen = failuresOf(viewed);
  const [facts, recovered, failed, called] = yield {
    calls: statements.map((sql): PlayCall => ({ name: 'run_sql', args: { sql, limit: 500 } })),
    otherwise: paragraphs(
      headOf(viewed),
      oversized ? '' : failureLines(traceId, seen, new Map()),
      oversized ? '' : sequenceLine(stepsOf(viewed)),
    ),
  };
  const failures = oversized ? readRows(failureRow, failed) : seen;
  const steps = oversized ? readRows(stepRow, called) : stepsOf(viewed);
  const sequence =
    steps === undefined
      ? 'Its tool sequence could not be read.'
      : sequenceLine(steps, oversized ? readRows(stepRow, called)?.[0]?.calls : undefined);
  const recovery = recoveryLine(traceId, {
    recovery: readRecovery(recovered),
    anyFailed: failures?.some(({ errorClass }) => errorClass !== 'propagated') ?? false,
  });
  if (asked !== 'all') return paragraphs(headOf(viewed), asked === 'sequence' ? sequence : recovery);
  const known = readFacts(facts);
  return paragraphs(
    headOf(viewed),
    failures === undefined
      ? 'What failed in it could not be read.'
      : failureLines(traceId, failures, toldWords(known)),
    factLines(known, (failures?.length ?? 0) > 0),
    sequence,
    recovery,
    wasteLines(known),
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
