import Link from 'next/link';
import type { Dataset } from '../../lib/contracts/dataset';
import type { ImportReport, Rejection } from '../../lib/contracts/import-report';
import { formatBytes, formatCount, formatDuration, formatNumberOf } from '../../lib/format';
import { formatDateTime } from '../../lib/format-time';
import { datasetUrl } from '../../lib/url';
import { RejectionTable } from './rejection-table';

export interface ImportReportViewProps {
  dataset: Dataset;
  /** The rejected lines on this page, of how many. */
  page: { total: number; offset: number; rejections: Rejection[] };
  pageSize: number;
}

/** What became of every line: counts that add up, what was rejected and why, and what to know about the rest. */
export function ImportReportView({ dataset, page, pageSize }: ImportReportViewProps) {
  const { report } = dataset;
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-7 px-8 py-7">
      <header>
        <h1 className="text-title font-semibold">Import of {dataset.name}</h1>
        <p className="figures text-secondary">
          {formatDateTime(dataset.importedAt)} UTC, in {formatDuration(report.ms * 1e6)} ·{' '}
          <Link href={datasetUrl(dataset.id)} className="text-accent hover:underline">
            {formatNumberOf(report.traces, 'trace')}
          </Link>
        </p>
      </header>
      <LineCounts report={report} />
      <section aria-labelledby="rejected-title">
        <h2 id="rejected-title" className="heading mb-1">
          Rejected lines
        </h2>
        {page.total === 0 ? (
          <p className="text-secondary">Every line that is not blank was a span.</p>
        ) : (
          <RejectionTable datasetId={dataset.id} page={page} pageSize={pageSize} />
        )}
      </section>
      {report.warnings.length > 0 && (
        <section aria-labelledby="warnings-title">
          <h2 id="warnings-title" className="heading mb-1">
            Worth knowing
          </h2>
          <ul className="border-t border-line">
            {report.warnings.map(({ code, message, count }) => (
              <li key={`${code} ${message}`} className="flex gap-4 border-b border-line py-1.5">
                <span className="figures w-20 shrink-0 text-right text-silent">{formatCount(count)}</span>
                <span className="min-w-0 flex-1 break-words">{message}</span>
                <code className="machine shrink-0 text-faint">{code}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="files-title">
        <h2 id="files-title" className="heading mb-1">
          Files
        </h2>
        <ul className="border-t border-line">
          {report.files.map(({ file, bytes, lines }) => (
            <li key={file} className="figures flex gap-4 border-b border-line py-1.5">
              <span className="machine min-w-0 flex-1 break-all">{file}</span>
              <span className="w-28 shrink-0 text-right">{formatNumberOf(lines, 'line')}</span>
              <span className="w-20 shrink-0 text-right text-secondary">{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function LineCounts({ report }: { report: ImportReport }) {
  const counts = [
    ['lines', report.lines],
    ['spans', report.spans],
    ['duplicates', report.duplicates],
    ['rejected', report.rejected],
    ['blank', report.blank],
  ] as const;
  return (
    <dl className="figures flex flex-wrap border-y border-line">
      {counts.map(([name, count], index) => (
        <div key={name} className="flex items-center gap-3 py-2.5 pr-6">
          {index > 0 && (
            <span aria-hidden="true" className="text-faint">
              {index === 1 ? '=' : '+'}
            </span>
          )}
          <div>
            <dt className="text-small text-secondary">{name}</dt>
            <dd
              className={
                name === 'rejected' && count > 0
                  ? 'text-figure font-semibold text-silent'
                  : 'text-figure font-semibold'
              }
            >
              {formatCount(count)}
            </dd>
          </div>
        </div>
      ))}
    </dl>
  );
}
