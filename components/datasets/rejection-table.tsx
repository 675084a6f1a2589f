import Link from 'next/link';
import { formatCount } from '../../lib/format';
import { importReportUrl } from '../../lib/url';
import { buttonClass } from '../ui/button';
import type { ImportReportViewProps } from './import-report-view';

/** Lines that were no spans: where, why, and how they begin. */
export function RejectionTable({
  datasetId,
  page: { total, offset, rejections },
  pageSize,
}: Pick<ImportReportViewProps, 'page' | 'pageSize'> & { datasetId: string }) {
  const files = new Set(rejections.map(({ file }) => file));
  return (
    <>
      <table className="w-full border-t border-line text-left">
        <thead>
          <tr className="border-b border-line text-small text-secondary">
            {files.size > 1 && <th className="py-1 pr-4 font-normal">File</th>}
            <th className="py-1 pr-4 text-right font-normal">Line</th>
            <th className="py-1 pr-4 font-normal">Why</th>
            <th className="py-1 font-normal">How it begins</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map(({ file, line, byteOffset, reason, excerpt }) => (
            <tr key={`${file}:${line}`} className="border-b border-line align-top">
              {files.size > 1 && (
                <td className="machine max-w-48 truncate py-1.5 pr-4 text-secondary" title={file}>
                  {file.split('/').at(-1)}
                </td>
              )}
              <td
                className="figures py-1.5 pr-4 text-right"
                title={`${file}, byte ${formatCount(byteOffset)}`}
              >
                {formatCount(line)}
              </td>
              <td className="py-1.5 pr-4">{reason}</td>
              <td className="machine py-1.5 break-all text-secondary">{excerpt}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <nav
        aria-label="Pages of rejected lines"
        className="figures mt-2 flex items-center gap-2 text-secondary"
      >
        <span>
          {rejections.length === 0
            ? `none after ${formatCount(total)}`
            : `${formatCount(offset + 1)}–${formatCount(offset + rejections.length)} of ${formatCount(total)}`}
        </span>
        {offset > 0 && (
          <Link
            href={importReportUrl(datasetId, Math.max(0, Math.min(offset, total) - pageSize))}
            className={buttonClass({ small: true })}
          >
            Earlier
          </Link>
        )}
        {offset + rejections.length < total && (
          <Link href={importReportUrl(datasetId, offset + pageSize)} className={buttonClass({ small: true })}>
            Later
          </Link>
        )}
      </nav>
    </>
  );
}
