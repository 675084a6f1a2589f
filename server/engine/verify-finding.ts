import type { Filters } from '../../lib/contracts/filters';
import type { Evidence, Finding, FindingDraft } from '../../lib/contracts/finding';
import { wilsonInterval } from '../../lib/stats/wilson';
import type { Database } from '../database';
import { type Cited, findCited } from '../store/cited';
import { readPrevalence } from '../store/prevalence';
import { quotesStand } from '../store/quotes';
import { cutText } from './limits';

export interface Verification {
  /** What did not hold, in words that say what to correct; empty where everything did. */
  refused: string[];
  prevalence: Finding['prevalence'];
  quotesFound: number;
  /** Name of what each piece of evidence cites; complete where nothing was refused. */
  evidenceNames: string[];
}

/**
 * Checks a finding against the data: every trace and span exists, every quote stands in what it is quoted from, the predicate
 * runs, and every piece of evidence is among its matches. The prevalence is counted here, over the traces of the question.
 * Throws AppError `bad-pattern` or `cancelled`.
 */
export async function verifyFinding(options: {
  draft: FindingDraft;
  database: Database;
  scope: Filters;
  signal: AbortSignal;
}): Promise<Verification> {
  const { draft, database, scope, signal } = options;
  const refused: string[] = [];
  let quotesFound = 0;
  const names = draft.evidence.map(({ trace_id, span_id }) => ({
    traceId: trace_id,
    spanId: span_id ?? null,
  }));
  const found = await findCited({ database, names, signal });
  for (const [index, evidence] of draft.evidence.entries()) {
    const cited = found[index];
    const fault =
      cited === undefined ? notThere(evidence) : await misquoted({ evidence, cited, database, signal });
    if (fault !== null) refused.push(`evidence ${index + 1}: ${fault}`);
    else if (evidence.quote !== undefined) quotesFound += 1;
  }
  const [first, ...others] = draft.evidence.map((evidence) => evidence.trace_id);
  const count = await readPrevalence({
    database,
    scope,
    predicate: draft.predicate,
    traceIds: [first ?? '', ...others],
    signal,
  });
  for (const [index, evidence] of draft.evidence.entries()) {
    if (count.held.has(evidence.trace_id)) continue;
    refused.push(
      `evidence ${index + 1}: trace ${short(evidence.trace_id)} is not among the traces that the predicate selects`,
    );
  }
  const { traces, ofTraces } = count;
  const rate = ofTraces === 0 ? 0 : traces / ofTraces;
  return {
    refused,
    prevalence: { traces, ofTraces, rate, ...wilsonInterval(traces, ofTraces) },
    quotesFound,
    evidenceNames: found.flatMap((cited) => cited?.name ?? []),
  };
}

function notThere({ trace_id, span_id }: Evidence): string {
  return span_id === undefined
    ? `there is no trace ${short(trace_id)} in this dataset`
    : `there is no span ${short(span_id)} in a trace ${short(trace_id)} of this dataset`;
}

/** An id as it was given, which may be any text. */
function short(id: string): string {
  return cutText(id, 200);
}

async function misquoted(options: {
  evidence: Evidence;
  cited: Cited;
  database: Database;
  signal: AbortSignal;
}): Promise<string | null> {
  const { evidence, cited, database, signal } = options;
  if (evidence.quote === undefined) return null;
  const [stands] = await quotesStand({ database, cited, quotes: [evidence.quote], signal });
  if (stands) return null;
  const where = cited.spanId === null ? `trace ${short(cited.traceId)}` : `span ${short(cited.spanId)}`;
  return `the quote “${evidence.quote.slice(0, 120)}” does not stand in ${where}`;
}
