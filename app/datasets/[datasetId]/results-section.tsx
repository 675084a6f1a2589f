import { NoTraces } from '../../../components/traces/no-traces';
import { OverviewStrip } from '../../../components/traces/overview-strip';
import { SignatureList } from '../../../components/traces/signature-list';
import { TimeHistogram } from '../../../components/traces/time-histogram';
import { TraceTable } from '../../../components/traces/trace-table';
import { Failure } from '../../../components/ui/failure';
import { sameDay } from '../../../lib/format-time';
import { printFilters } from '../../../lib/search/filters-query';
import type { Attempt } from '../../../server/http/attempt';
import type { ExploreRequest } from './explore-request';
import type { ExploreResults } from './explore-results';

interface ResultsSectionProps extends ExploreRequest {
  results: Promise<Attempt<ExploreResults>>;
}

/** Everything that the filters select: totals, times, signatures and the list. */
export async function ResultsSection({ datasetId, filters, sort, results }: ResultsSectionProps) {
  const read = await results;
  if (!read.ok) return <Failure message={read.error.message} />;
  const { overview, signatures, first } = read.value;
  const query = printFilters(filters);
  query.set('sort', `${sort.sort}.${sort.order}`);
  const address = `/api/datasets/${encodeURIComponent(datasetId)}/traces?${query}`;
  const { buckets } = overview;
  const isOneDay = sameDay(buckets[0]?.from ?? '', buckets.at(-1)?.from ?? '');
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
