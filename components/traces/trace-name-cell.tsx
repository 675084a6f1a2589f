'use client';

import Link from 'next/link';
import type { TraceSummary } from '../../lib/contracts/trace';
import { formatCount, formatNumberOf } from '../../lib/format';
import { traceUrl } from '../../lib/url';
import { useExploring } from './explore-provider';

/** The name is the row's link; it is stretched over the whole row, so that every click in the row follows it. */
export function TraceNameCell({ trace }: { trace: TraceSummary }) {
  const { datasetId } = useExploring();
  const marks = [
    trace.unfinishedCount > 0 && `${formatCount(trace.unfinishedCount)} unfinished`,
    trace.orphanCount > 0 && formatNumberOf(trace.orphanCount, 'orphan'),
    trace.conflictCount > 0 && formatNumberOf(trace.conflictCount, 'conflict'),
  ].filter(Boolean);
  return (
    <>
      <Link
        href={traceUrl({ datasetId, traceId: trace.traceId })}
        prefetch={false}
        tabIndex={-1}
        title={`${trace.rootName} · ${trace.traceId}`}
        className="font-medium outline-none after:absolute after:inset-0"
      >
        {trace.rootName}
      </Link>
      {marks.length > 0 && <span className="pl-2 text-small text-faint">{marks.join(' · ')}</span>}
    </>
  );
}
