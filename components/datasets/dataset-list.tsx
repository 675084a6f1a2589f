import Link from 'next/link';
import type { Dataset } from '../../lib/contracts/dataset';
import { formatBytes, formatCount, formatNumberOf } from '../../lib/format';
import { formatAgo } from '../../lib/format-time';
import { datasetUrl, importReportUrl } from '../../lib/url';
import { ImportButton } from './import-button';
import { RemoveDatasetButton } from './remove-dataset-button';
import { SampleButton } from './sample-button';

export interface DatasetListProps {
  datasets: Dataset[];
  /** Datasets that cannot be opened, and why. */
  broken: { id: string; message: string }[];
  /** When the page was made; ages are told from it. */
  nowMs: number;
}

const origins: Record<Dataset['origin'], string> = {
  path: 'from disk',
  upload: 'uploaded',
  sample: 'sample',
};

/** Every dataset that was imported, the newest first. */
export function DatasetList({ datasets, broken, nowMs }: DatasetListProps) {
  return (
    <div className="mx-auto max-w-4xl px-8 py-7">
      <div className="mb-4 flex items-center gap-2">
        <h1 className="flex-1 text-title font-semibold">Datasets</h1>
        {datasets.every(({ origin }) => origin !== 'sample') && <SampleButton />}
        <ImportButton look="primary">Import files</ImportButton>
      </div>
      <ul className="border-t border-line">
        {datasets.map((dataset) => (
          <DatasetRow key={dataset.id} dataset={dataset} nowMs={nowMs} />
        ))}
        {broken.map(({ id, message }) => (
          <li key={id} className="flex items-center gap-4 border-b border-line px-2 py-2.5">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{id}</span>
              <span className="block text-small text-error">{message}</span>
            </span>
            <RemoveDatasetButton id={id} name={id} />
          </li>
        ))}
      </ul>
      <p className="mt-3 text-small text-faint">
        Drop files anywhere to import them. What is removed here is the copy that was imported; your own files
        stay.
      </p>
    </div>
  );
}

function DatasetRow({ dataset, nowMs }: { dataset: Dataset; nowMs: number }) {
  const { id, name, origin, sources, importedAt, traces, spans, report } = dataset;
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  return (
    <li className="relative flex items-center gap-4 border-b border-line px-2 py-2.5 hover:bg-sunk">
      <span className="min-w-0 flex-1">
        <Link
          href={datasetUrl(id)}
          className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {name}
        </Link>
        <span
          className="block truncate text-small text-secondary"
          title={sources.map(({ path }) => path).join('\n')}
        >
          {sources.length > 1 ? `${formatNumberOf(sources.length, 'file')}, ` : ''}
          {formatBytes(bytes)} {origins[origin]} ·{' '}
          <time dateTime={importedAt} title={importedAt}>
            {formatAgo(Date.parse(importedAt), nowMs)}
          </time>
        </span>
      </span>
      <span className="figures w-28 text-right">{formatNumberOf(traces, 'trace')}</span>
      <span className="figures w-32 text-right text-secondary max-md:hidden">
        {formatNumberOf(spans, 'span')}
      </span>
      <Link
        href={importReportUrl(id)}
        className="figures relative z-10 w-24 rounded-control text-right text-small text-secondary hover:text-ink hover:underline"
      >
        {report.rejected > 0 ? (
          <span className="text-silent">{formatCount(report.rejected)} rejected</span>
        ) : (
          'Import report'
        )}
      </Link>
      <RemoveDatasetButton id={id} name={name} />
    </li>
  );
}
