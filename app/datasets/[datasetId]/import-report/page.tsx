import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ImportReportView } from '../../../../components/datasets/import-report-view';
import { Screen } from '../../../../components/shell/screen';
import { Failure } from '../../../../components/ui/failure';
import { pageQuery, type SearchParams } from '../../../../lib/search/page-query';
import { readConfig } from '../../../../server/config';
import { attempt } from '../../../../server/http/attempt';
import { currentRequestSignal } from '../../../../server/http/request-signal';
import { openDataset } from '../../../../server/store/datasets';
import { readRejections } from '../../../../server/store/rejections';

export const metadata: Metadata = { title: 'Import report' };

const rejectionsShown = 200;

interface PageProps {
  params: Promise<{ datasetId: string }>;
  searchParams: Promise<SearchParams>;
}

/** What became of every line of a dataset's files; `?from=` is the first rejected line shown. */
export default async function Page({ params, searchParams }: PageProps) {
  const datasetId = decodeURIComponent((await params).datasetId);
  const written = pageQuery(await searchParams).get('from') ?? '';
  const from = /^\d{1,15}$/.test(written) ? Number(written) : 0;
  const signal = currentRequestSignal();
  const read = await attempt(async () => {
    const { dataset, database } = await openDataset(readConfig().home, datasetId);
    return {
      dataset,
      page: await readRejections({ database, offset: from, limit: rejectionsShown, signal }),
    };
  });
  if (!read.ok) {
    if (read.error.code === 'not-found') notFound();
    return (
      <Screen>
        <Failure message={read.error.message} />
      </Screen>
    );
  }
  const { dataset, page } = read.value;
  return (
    <Screen dataset={dataset} bar={<span className="text-secondary">Import report</span>}>
      <ImportReportView dataset={dataset} page={page} pageSize={rejectionsShown} />
    </Screen>
  );
}
