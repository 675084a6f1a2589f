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
  const evidenceNames: string[] = [];
  for (const [index, evidence] of draft.evidence.entries()) {
    const place = `evidence ${index + 1}`;
    const looked = await lookUp({ evidence, database, signal });
    if ('missing' in looked) {
      refused.push(`${place}: ${looked.missing}`);
      continue;
    }
    quotesFound += evidence.quote === undefined ? 0 : 1;
    evidenceNames.push(looked.name);
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
    evidenceNames,
  };
}

/** The name of what is cited, or what of it is not in the data. */
async function lookUp(options: {
  evidence: Evidence;
  database: Database;
  signal: AbortSignal;
}): Promise<{ name: string } | { missing: string }> {
  const { evidence, database, signal } = options;
  const { trace_id: traceId, span_id: spanId, quote } = evidence;
  const trace = { database, traceId, signal };
  const root = await findTraceName(trace);
  if (root === undefined) return { missing: `there is no trace ${traceId} in this dataset` };
  const name = spanId === undefined ? root : await findSpanName({ ...trace, spanId });
  if (name === undefined) return { missing: `there is no span ${spanId} in trace ${traceId}` };
  if (quote === undefined) return { name };
  const [found] = await quotesStand({ ...trace, spanId: spanId ?? null, quotes: [quote] });
  if (found) return { name };
  const place = spanId === undefined ? `trace ${traceId}` : `span ${spanId}`;
  return { missing: `the quote “${quote.slice(0, 120)}” does not stand in ${place}` };
}
