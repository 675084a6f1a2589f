'use client';

import Link from 'next/link';
import { shortId } from '../../lib/short-id';
import { traceUrl, withDiagnosis } from '../../lib/url';
import { classNames } from '../ui/class-names';
import { useExchange } from './exchange-context';

/** `checking`: nobody has looked yet; `unchecked`: nobody will any more. */
export type CitationState = 'found' | 'missing' | 'checking' | 'unchecked';

export interface CitationChipProps {
  traceId: string;
  spanId: string | null;
  /** Name of the span, or of the trace's root, where it is known. */
  name: string | null;
  /** Words that are marked in the span that opens. */
  quote: string | null;
  state: CitationState;
  /** As written, for what cannot be opened. */
  text: string;
}

const chip =
  'machine mx-px inline-flex max-w-full items-center gap-1 rounded-chip border bg-panel px-1 align-baseline leading-[17px]';

/** A citation: opens the very span it names, or says that there is none such. The chat stays. */
export function CitationChip({ traceId, spanId, name, quote, state, text }: CitationChipProps) {
  const { datasetId, linkDiagnosis } = useExchange();
  const label = spanId === null ? shortId(traceId) : `${shortId(traceId)}/${name ?? shortId(spanId)}`;
  if (state !== 'found' || datasetId === null) return <DeadChip state={state} label={label} text={text} />;
  return (
    <Link
      href={withDiagnosis(traceUrl({ datasetId, traceId, spanId, quote }), linkDiagnosis)}
      title={`${spanId === null ? `Trace ${traceId}` : `Span ${spanId} of trace ${traceId}`}${name === null ? '' : ` · ${name}`}`}
      className={classNames(chip, 'border-line-strong text-accent no-underline hover:bg-accent-tint')}
    >
      <span className="truncate">{label}</span>
      <span role="img" aria-label="found in this dataset" className="text-ok">
        ✓
      </span>
    </Link>
  );
}

function DeadChip({ state, label, text }: { state: CitationState; label: string; text: string }) {
  if (state === 'missing') {
    return (
      <span title={text} className={classNames(chip, 'border-line-strong text-error')}>
        <s className="truncate">{label}</s>
        <span className="shrink-0">not in this dataset</span>
      </span>
    );
  }
  const checking = state === 'checking';
  return (
    <span
      title={checking ? `${text}: is looked up` : `${text}: was not looked up`}
      className={classNames(
        chip,
        'border-dashed border-line-strong text-secondary',
        checking && 'animate-pulse',
      )}
    >
      <span className="truncate">{label}</span>
    </span>
  );
}
