import { AppError } from '../../../../../lib/app-error';
import type { Dataset } from '../../../../../lib/contracts/dataset';
import type { TraceSummary } from '../../../../../lib/contracts/trace';
import { paramSpellings } from '../../../../../lib/param-spellings';
import { quotePattern, quotePieces } from '../../../../../lib/search/quote-pattern';
import type { SpanAddress } from '../../../../../lib/trace/span-address';
import { readConfig } from '../../../../../server/config';
import type { Database } from '../../../../../server/database';
import { attempt } from '../../../../../server/http/attempt';
import { currentRequestSignal } from '../../../../../server/http/request-signal';
import { openDataset } from '../../../../../server/store/datasets';
import { matchedSpans } from '../../../../../server/store/search-spans';
import { readTraceSummaries } from '../../../../../server/store/trace';

export interface TraceParams {
  datasetId: string;
  traceId: string;
}

export interface FoundTrace {
  dataset: Dataset;
  database: Database;
  summary: TraceSummary;
}

/** The trace that the address of a page means. Throws AppError `not-found`, or as `openDataset` does. */
export async function findTrace(params: TraceParams): Promise<FoundTrace> {
  const opened = await openDataset(readConfig().home, decodeURIComponent(params.datasetId));
  const traceIds = paramSpellings(params.traceId);
  const [summary] = await readTraceSummaries({ ...opened, traceIds, signal: currentRequestSignal() });
  if (!summary)
    throw new AppError('not-found', `There is no trace ${traceIds[0]} in ${opened.dataset.name}.`);
  return { ...opened, summary };
}

/**
 * Row of the first span that holds the quote of a link that names no span. Null where there is none, where the link is no
 * such link, and where its words make no pattern.
 */
export async function findQuotedRow(
  { database, summary }: FoundTrace,
  address: SpanAddress,
): Promise<number | null> {
  const { spanId, row, quote } = address;
  const [piece] = spanId === null && row === null && quote !== null ? quotePieces(quote) : [];
  if (piece === undefined) return null;
  const search = {
    database,
    traceId: summary.traceId,
    pattern: quotePattern(piece),
    signal: currentRequestSignal(),
  };
  const spans = await attempt(() => matchedSpans(search));
  return spans.ok ? (spans.value[0]?.row ?? null) : null;
}
