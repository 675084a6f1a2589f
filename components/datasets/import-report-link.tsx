import Link from 'next/link';
import type { Dataset } from '../../lib/contracts/dataset';
import { formatCount } from '../../lib/format';
import { importReportUrl } from '../../lib/url';

/** Leads to what became of every line, and says at once where some were not taken. */
export function ImportReportLink({ dataset }: { dataset: Dataset }) {
  const { rejected } = dataset.report;
  return (
    <Link
      href={importReportUrl(dataset.id)}
      className="mx-2.5 mb-3 flex h-6 items-center gap-2 rounded-control px-1.5 text-small text-secondary hover:bg-sunk hover:text-ink"
    >
      Import report
      {rejected > 0 && <span className="figures text-silent">{formatCount(rejected)} rejected</span>}
    </Link>
  );
}
