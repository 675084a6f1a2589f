import Link from 'next/link';
import type { ImportReport } from '../../lib/contracts/import-report';
import { formatBytes, formatCompact, formatCount, formatDuration, formatNumberOf } from '../../lib/format';
import { datasetUrl, importReportUrl } from '../../lib/url';
import { buttonClass } from '../ui/button';
import { ProgressBar } from '../ui/progress-bar';
import type { ImportProgress, ImportState } from './import-items';

/** Where an import stands, in words and as a bar. */
export function ImportItemView({ state, onOpen }: { state: ImportState; onOpen: () => void }) {
  switch (state.step) {
    case 'uploading':
      return (
        <>
          <ProgressBar value={state.total > 0 ? state.sent / state.total : null} label="Upload" />
          <p className="figures mt-1.5 text-small text-secondary">
            {state.total > 0
              ? `Sending ${formatBytes(state.sent)} of ${formatBytes(state.total)}`
              : 'Starting …'}
          </p>
        </>
      );
    case 'importing':
      return <Importing progress={state.progress} />;
    case 'finished':
      return <Finished report={state.report} onOpen={onOpen} />;
    case 'failed':
      return (
        <p role="alert" className="text-small break-words whitespace-pre-wrap text-error">
          {state.message}
        </p>
      );
    case 'cancelled':
      return <p className="text-small text-secondary">Cancelled; nothing of it was kept.</p>;
    default: {
      const missing: never = state;
      return missing;
    }
  }
}

const phases: Record<Exclude<ImportProgress['phase'], 'reading'>, string> = {
  linking: 'Joining spans to traces',
  analysing: 'Looking for patterns',
  saving: 'Saving',
};

function Importing({ progress }: { progress: ImportProgress | null }) {
  if (progress === null) {
    return (
      <>
        <ProgressBar value={null} label="Import" />
        <p className="mt-1.5 text-small text-secondary">Starting …</p>
      </>
    );
  }
  const { phase, bytesRead, bytesTotal, spans, rejected, ms } = progress;
  const isReading = phase === 'reading';
  const perSecond = ms > 0 ? (bytesRead * 1000) / ms : 0;
  return (
    <>
      <ProgressBar value={isReading && bytesTotal > 0 ? bytesRead / bytesTotal : null} label="Import" />
      <p className="figures mt-1.5 text-small text-secondary">
        {isReading
          ? `${formatBytes(bytesRead)} of ${formatBytes(bytesTotal)} · ${formatBytes(perSecond)}/s`
          : `${phases[phase]} …`}
        {` · ${formatCompact(spans)} spans`}
        {rejected > 0 && <span className="text-silent">{` · ${formatCount(rejected)} rejected`}</span>}
      </p>
    </>
  );
}

function Finished({ report, onOpen }: { report: ImportReport; onOpen: () => void }) {
  const { datasetId, spans, traces, duplicates, rejected, reused, ms } = report;
  if (spans === 0) return <NothingFound report={report} />;
  return (
    <>
      <p role="status" className="figures text-small text-secondary">
        {formatNumberOf(traces, 'trace')}, {formatNumberOf(spans, 'span')}
        {reused ? ', imported before: nothing was read again' : ` in ${formatDuration(ms * 1e6)}`}
        {duplicates > 0 && ` · ${formatNumberOf(duplicates, 'duplicate')} merged`}
      </p>
      {rejected > 0 && (
        <p className="figures text-small text-silent">
          {formatNumberOf(rejected, 'line')} {rejected === 1 ? 'was' : 'were'} no span.
        </p>
      )}
      <div className="mt-2 flex gap-2">
        <Link
          href={datasetUrl(datasetId)}
          onClick={onOpen}
          className={buttonClass({ look: 'primary', small: true })}
        >
          Open
        </Link>
        <Link href={importReportUrl(datasetId)} className={buttonClass({ small: true })}>
          {rejected > 0 ? 'See what was rejected' : 'Report'}
        </Link>
      </div>
    </>
  );
}

/** The import went through and brought nothing: the file is empty, or no line of it is a span. */
function NothingFound({ report: { datasetId, lines, rejections } }: { report: ImportReport }) {
  const [first] = rejections;
  return (
    <>
      <p role="alert" className="text-small break-words text-error">
        {lines === 0
          ? 'There is nothing in it: the file is empty. Was the run still writing it?'
          : `No span in it: none of its ${formatNumberOf(lines, 'line')} is one.`}
        {first && ` Line ${formatCount(first.line)} is ${first.reason}.`}
      </p>
      {lines > 0 && (
        <Link href={importReportUrl(datasetId)} className={`${buttonClass({ small: true })} mt-2`}>
          See what was rejected
        </Link>
      )}
    </>
  );
}
