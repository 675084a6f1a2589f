import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Screen } from '../../../../../components/shell/screen';
import { TraceBreadcrumb } from '../../../../../components/trace/trace-breadcrumb';
import { TraceView } from '../../../../../components/trace/trace-view';
import { AppError } from '../../../../../lib/app-error';
import type { Dataset } from '../../../../../lib/contracts/dataset';
import type { Trace } from '../../../../../lib/contracts/trace';
import { quotePattern, quotePieces } from '../../../../../lib/search/quote-pattern';
import { readAddress, type SpanAddress } from '../../../../../lib/trace/span-address';
import { encodeSpans } from '../../../../../lib/trace/span-columns';
import { buildSpanTree } from '../../../../../lib/trace/span-tree';
import { startState } from '../../../../../lib/trace/trace-state';
import { readConfig } from '../../../../../server/config';
import type { Database } from '../../../../../server/database';
import { currentRequestSignal } from '../../../../../server/http/request-signal';
import { openDataset } from '../../../../../server/store/datasets';
import { matchedSpans } from '../../../../../server/store/search-spans';
import { readSpanDetail } from '../../../../../server/store/spans';
import { readTrace } from '../../../../../server/store/trace';

interface TracePageProps {
  params: Promise<{ datasetId: string; traceId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: TracePageProps): Promise<Metadata> {
  const { datasetId, traceId } = await params;
  const { trace } = await load(datasetId, traceId);
  return { title: `${trace.summary.rootName} · ${trace.summary.traceId.slice(0, 8)}` };
}

/** A trace; `?span=` selects one of its spans, `&quote=` marks words in it. */
export default async function TracePage({ params, searchParams }: TracePageProps) {
  const { datasetId, traceId } = await params;
  const { dataset, database, trace } = await load(datasetId, traceId);
  const query = await searchParams;
  const address = readAddress({ get: (name) => [query[name]].flat()[0] ?? null });
  const quotedRow = await rowOfQuote(database, trace, address);
  const initial = initialRow(trace, { ...address, row: address.row ?? quotedRow });
  const name = { database, traceId: trace.summary.traceId, signal: currentRequestSignal() };
  return (
    <Screen dataset={dataset} bar={<TraceBreadcrumb summary={trace.summary} />}>
      <TraceView
        key={trace.summary.traceId}
        datasetId={dataset.id}
        traceId={trace.summary.traceId}
        spans={encodeSpans(trace.spans)}
        initial={initial === null ? null : await readSpanDetail({ ...name, row: initial })}
        quotedRow={quotedRow}
      />
    </Screen>
  );
}

interface Loaded {
  dataset: Dataset;
  database: Database;
  trace: Trace;
}

/** Once for the page and its title. */
const load = cache(async (datasetId: string, traceId: string): Promise<Loaded> => {
  try {
    const { dataset, database } = await openDataset(readConfig().home, decodeURIComponent(datasetId));
    const signal = currentRequestSignal();
    return {
      dataset,
      database,
      trace: await readTrace({ database, traceId: decodeURIComponent(traceId), signal }),
    };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound();
    throw error;
  }
});

/** Row of the first span that holds the quote of a link that names no span; null where there is none, or no such link. */
async function rowOfQuote(
  database: Database,
  trace: Trace,
  { spanId, row, quote }: SpanAddress,
): Promise<number | null> {
  const [piece] = spanId === null && row === null && quote !== null ? quotePieces(quote) : [];
  if (piece === undefined) return null;
  const { traceId } = trace.summary;
  const spans = await matchedSpans({
    database,
    traceId,
    pattern: quotePattern(piece),
    signal: currentRequestSignal(),
  });
  return spans[0]?.row ?? null;
}

/** The row of the span that the page opens with; null where the link names one that is not there. */
function initialRow(trace: Trace, address: SpanAddress): number | null {
  const tree = buildSpanTree(trace.spans);
  const { selected } = startState(tree, address);
  return selected === null ? null : (tree.nodes[selected]?.span.row ?? null);
}
