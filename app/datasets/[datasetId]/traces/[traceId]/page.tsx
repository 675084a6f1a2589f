import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Screen } from '../../../../../components/shell/screen';
import { TraceBreadcrumb } from '../../../../../components/trace/trace-breadcrumb';
import { TraceView } from '../../../../../components/trace/trace-view';
import { Failure } from '../../../../../components/ui/failure';
import type { Trace } from '../../../../../lib/contracts/trace';
import { pageQuery } from '../../../../../lib/search/page-query';
import { readAddress, type SpanAddress } from '../../../../../lib/trace/span-address';
import { encodeSpans } from '../../../../../lib/trace/span-columns';
import { buildSpanTree } from '../../../../../lib/trace/span-tree';
import { startState } from '../../../../../lib/trace/trace-state';
import { attempt } from '../../../../../server/http/attempt';
import { currentRequestSignal } from '../../../../../server/http/request-signal';
import { readSpanDetail } from '../../../../../server/store/spans';
import { readTrace } from '../../../../../server/store/trace';
import { findQuotedRow, findTrace, type TraceParams } from './find-trace';

interface TracePageProps {
  params: Promise<TraceParams>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: TracePageProps): Promise<Metadata> {
  const given = await params;
  const found = await attempt(() => findTrace(given));
  if (!found.ok) return { title: 'Not found' };
  const { rootName, traceId } = found.value.summary;
  return { title: `${rootName} · ${traceId.slice(0, 8)}` };
}

/**
 * A trace; `?span=` selects one of its spans, `&quote=` marks words in it. How it is looked at (`show`, `tab`, `find`) is
 * read on the way to the screen.
 */
export default async function Page({ params, searchParams }: TracePageProps) {
  const given = await params;
  const found = await attempt(() => findTrace(given));
  if (!found.ok) {
    if (found.error.code === 'not-found') notFound();
    return (
      <Screen>
        <Failure message={found.error.message} />
      </Screen>
    );
  }
  const { dataset, database, summary } = found.value;
  const name = { database, traceId: summary.traceId, signal: currentRequestSignal() };
  const trace = await readTrace(name);
  const address = readAddress(pageQuery(await searchParams));
  const quotedRow = await findQuotedRow(found.value, address);
  const opened = openedRow(trace, { ...address, row: address.row ?? quotedRow });
  return (
    <Screen dataset={dataset} bar={<TraceBreadcrumb summary={summary} />}>
      <TraceView
        key={summary.traceId}
        datasetId={dataset.id}
        traceId={summary.traceId}
        spans={encodeSpans(trace.spans)}
        initial={opened === null ? null : await readSpanDetail({ ...name, row: opened })}
        quotedRow={quotedRow}
      />
    </Screen>
  );
}

/** The row of the span that the page opens with; null where the link names one that is not there. */
function openedRow(trace: Trace, address: SpanAddress): number | null {
  const tree = buildSpanTree(trace.spans);
  const { selected } = startState(tree, address);
  return selected === null ? null : (tree.nodes[selected]?.span.row ?? null);
}
