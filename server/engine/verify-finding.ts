import type { Filters } from '../../lib/contracts/filters';
import type { Evidence, Finding, FindingDraft } from '../../lib/contracts/finding';
import { wilsonInterval } from '../../lib/stats/wilson';
import type { Database } from '../database';
import { readPrevalence } from '../store/prevalence';
import { quotesStand } from '../store/quotes';
import { findSpanName } from '../store/spans';
import { findTraceName } from '../store/trace';

export interface Verification {
  /** What did not hold, in words that say what to correct; empty where everything did. */
  refused: string[];
  prevalence: Finding['prevalence'];
  quotesFound: number;
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
  for (const [index, evidence] of draft.evidence.entries()) {
    const place = `evidence ${index + 1}`;
    const missing = await whatIsMissing({ evidence, database, signal });
    if (missing === null) quotesFound += evidence.quote === undefined ? 0 : 1;
    else refused.push(`${place}: ${missing}`);
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
      `evidence ${index + 1}: trace ${evidence.trace_id} is not among the traces that the predicate selects`,
    );
  }
  const { traces, ofTraces } = count;
  const rate = ofTraces === 0 ? 0 : traces / ofTraces;
  return {
    refused,
    prevalence: { traces, ofTraces, rate, ...wilsonInterval(traces, ofTraces) },
    quotesFound,
  };
}

async function whatIsMissing(options: {
  evidence: Evidence;
  database: Database;
  signal: AbortSignal;
}): Promise<string | null> {
  const { evidence, database, signal } = options;
  const { trace_id: traceId, span_id: spanId, quote } = evidence;
  const trace = { database, traceId, signal };
  if ((await findTraceName(trace)) === undefined) return `there is no trace ${traceId} in this dataset`;
  if (spanId !== undefined && (await findSpanName({ ...trace, spanId })) === undefined) {
    return `there is no span ${spanId} in trace ${traceId}`;
  }
  if (quote === undefined) return null;
  const [found] = await quotesStand({ ...trace, spanId: spanId ?? null, quotes: [quote] });
  if (found) return null;
  return `the quote “${quote.slice(0, 120)}” does not stand in ${spanId === undefined ? `trace ${traceId}` : `span ${spanId}`}`;
}
