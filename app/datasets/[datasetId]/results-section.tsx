import { NoTraces } from '../../../components/traces/no-traces';
import { OverviewStrip } from '../../../components/traces/overview-strip';
import { SignatureList } from '../../../components/traces/signature-list';
import { TimeHistogram } from '../../../components/traces/time-histogram';
import { pageSize } from '../../../components/traces/trace-pages';
import { TraceTable } from '../../../components/traces/trace-table';
import { Failure } from '../../../components/ui/failure';
import { sameDay } from '../../../lib/format-time';
import { printFilters } from '../../../lib/search/filters-query';
import { attempt } from '../../../server/http/attempt';
import { currentRequestSignal } from '../../../server/http/request-signal';
import { readOverview } from '../../../server/store/overview';
import { readSignatures } from '../../../server/store/signatures';
import { readTracePage } from '../../../server/store/traces';
import type { ExploreRequest } from './explore-request';

const signaturesShown = 100;

/** Totals, times, signatures and the list: one answer, so that its numbers belong together. */
export async function ResultsSection({ datasetId, database, filters, sort }: ExploreRequest) {
  const signal = currentRequestSignal();
  const results = await attempt(() =>
    Promise.all([
      readOverview({ database, filters, signal }),
      readSignatures({ database, filters, limit: signaturesShown, signal }),
      readTracePage({ database, filters, ...sort, offset: 0, limit: pageSize, signal }),
    ]),
  );
  if (!results.ok) return <Failure message={results.error.message} />;
  const [overview, signatures, first] = results.value;
  const query = printFilters(filters);
  query.set('sort', `${sort.sort}.${sort.order}`);
  const { buckets } = overview;
  const isOneDay = sameDay(buckets[0]?.from ?? '', buckets.at(-1)?.from ?? '');
  const address = `/api/datasets/${encodeURIComponent(datasetId)}/traces?${query}`;
  return (
    <>
      <OverviewStrip overview={overview} />
      <TimeHistogram overview={overview} />
      <SignatureList signatures={signatures} />
      {first.total === 0 ? (
        <NoTraces />
      ) : (
        <TraceTable key={address} first={first} address={address} isOneDay={isOneDay} />
      )}
    </>
  );
}
