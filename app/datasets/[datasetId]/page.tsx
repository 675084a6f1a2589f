import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { ImportReportLink } from '../../../components/datasets/import-report-link';
import { Screen } from '../../../components/shell/screen';
import { SkipLink } from '../../../components/shell/skip-link';
import { ExploreProvider } from '../../../components/traces/explore-provider';
import { ExploreSkeleton, FacetSkeleton } from '../../../components/traces/explore-skeleton';
import { FiltersPane } from '../../../components/traces/filters-pane';
import { IgnoredParameters } from '../../../components/traces/ignored-parameters';
import { PendingShade } from '../../../components/traces/pending-shade';
import { SearchBox } from '../../../components/traces/search-box';
import { tracesId } from '../../../components/traces/traces-id';
import { Failure } from '../../../components/ui/failure';
import { filterParameters, parseFilters } from '../../../lib/search/filters-query';
import { pageQuery, type SearchParams, unknownParameters } from '../../../lib/search/page-query';
import { parseSort } from '../../../lib/search/trace-sort';
import { diagnosisParameter } from '../../../lib/url';
import { readConfig } from '../../../server/config';
import { attempt } from '../../../server/http/attempt';
import { openDataset, readDataset } from '../../../server/store/datasets';
import { readPatternName } from '../../../server/store/pattern-name';
import { readResults } from './explore-results';
import { FacetsSection } from './facets-section';
import { ResultsSection } from './results-section';
import { TotalSection } from './total-section';

interface PageProps {
  params: Promise<{ datasetId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { datasetId } = await params;
  const dataset = await attempt(() => readDataset(readConfig().home, decodeURIComponent(datasetId)));
  return { title: dataset.ok ? dataset.value.name : 'Not found' };
}

/** The traces of a dataset under the filters and the sort of the URL. */
export default async function Page({ params, searchParams }: PageProps) {
  const datasetId = decodeURIComponent((await params).datasetId);
  const opened = await attempt(() => openDataset(readConfig().home, datasetId));
  if (!opened.ok) {
    if (opened.error.code === 'not-found') notFound();
    return (
      <Screen>
        <Failure message={opened.error.message} />
      </Screen>
    );
  }
  const { dataset, database } = opened.value;
  const parameters = await searchParams;
  const query = pageQuery(parameters);
  const unknown = unknownParameters(parameters, [...filterParameters, 'sort', diagnosisParameter]);
  const { filters, ignored } = parseFilters(query);
  const { state: sort, ignored: ignoredSort } = parseSort(query);
  const patternName = await readPatternName({ database, pattern: filters.pattern });
  const request = { datasetId, database, filters, sort };
  const results = readResults(request);
  // Whoever shows them waits for them; a fault of ours is thrown there.
  results.catch(() => {});
  // Another text is another search, which may take seconds: what was there gives way. Other filters are quick.
  const searchKey = JSON.stringify([filters.text, filters.regex_pattern]);
  const bytes = dataset.report.files.reduce((sum, file) => sum + file.bytes, 0);
  const scans = filters.text !== undefined || filters.regex_pattern !== undefined;

  return (
    <ExploreProvider datasetId={datasetId} filters={filters} sort={sort} patternName={patternName}>
      <Screen
        dataset={dataset}
        skip={<SkipLink to={tracesId}>Skip to the traces</SkipLink>}
        bar={
          <SearchBox
            count={
              <Suspense key={searchKey} fallback="Searching …">
                <TotalSection results={results} />
              </Suspense>
            }
          />
        }
      >
        <div className="@container/content relative flex h-full min-h-0 max-md:flex-col">
          <FiltersPane>
            <Suspense key={searchKey} fallback={<FacetSkeleton />}>
              <FacetsSection {...request} />
            </Suspense>
            <ImportReportLink dataset={dataset} />
          </FiltersPane>
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <h1 className="sr-only">Traces of {dataset.name}</h1>
            <IgnoredParameters names={[...ignored, ...ignoredSort, ...unknown]} />
            <PendingShade>
              <Suspense key={searchKey} fallback={<ExploreSkeleton bytes={scans ? bytes : null} />}>
                <ResultsSection {...request} results={results} />
              </Suspense>
            </PendingShade>
          </div>
        </div>
      </Screen>
    </ExploreProvider>
  );
}
