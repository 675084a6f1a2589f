'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { findingCitations } from '../../lib/chat/finding-citations';
import { findingMarkdown, intervalText } from '../../lib/chat/finding-markdown';
import { findingHandOver } from '../../lib/chat/hand-over';
import type { Finding } from '../../lib/contracts/finding';
import { formatCount, formatRate } from '../../lib/format';
import { datasetUrl } from '../../lib/url';
import { CitationChip } from '../chat/citation-chip';
import { Button, buttonClass } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { HandOverButton } from './hand-over-button';
import { PrevalenceBar } from './prevalence-bar';
import { SeverityLine } from './severity-line';
import { ShareDialog } from './share-dialog';

const chipsShown = 4;

/** A finding in one glance: what, how bad, how often, in which words, and where; and what one may do with it. */
export function FindingCard({ finding }: { finding: Finding }) {
  const [sharing, setSharing] = useState(false);
  const titleId = useId();
  const { title, severity, claim, evidence, prevalence, predicate, datasetId } = finding;
  const quote = evidence.find((one) => one.quote !== undefined)?.quote;
  return (
    <section
      aria-labelledby={titleId}
      className="overflow-hidden rounded-card border border-line bg-panel shadow-card"
    >
      <div className="space-y-2 px-3.5 pt-3 pb-3.5">
        <SeverityLine finding={finding} />
        <h4 id={titleId} className="text-[14px] leading-5 font-semibold break-words">
          {title}
        </h4>
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <p>
            <span className="figures text-[15px] font-semibold">
              {formatCount(prevalence.traces)} of {formatCount(prevalence.ofTraces)}
            </span>{' '}
            <span className="text-secondary">traces</span>
          </p>
          <p className="figures text-small text-secondary">
            {formatRate(prevalence.rate)} · {intervalText(prevalence)}
          </p>
        </div>
        <PrevalenceBar prevalence={prevalence} severity={severity} />
        {quote && (
          <blockquote className="machine line-clamp-4 border-l-2 border-line-strong pl-2.5 break-words whitespace-pre-wrap text-secondary">
            {quote}
          </blockquote>
        )}
        <details className="text-small text-secondary">
          <summary className="w-fit marker:text-[9px] marker:text-ghost hover:text-ink">Claim</summary>
          <p className="mt-0.5 break-words">{claim}</p>
        </details>
        <EvidenceChips finding={finding} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5 border-t border-line bg-sunk px-2.5 py-2">
        <Button small onClick={() => setSharing(true)}>
          Share
        </Button>
        <Link href={datasetUrl(datasetId, predicate)} className={buttonClass({ small: true })}>
          Open as search
        </Link>
        <CopyButton
          text={() => findingMarkdown(finding, { origin: window.location.origin })}
          title="Copy as Markdown"
        >
          Copy
        </CopyButton>
        <HandOverButton
          prompt={() => findingHandOver(finding, { origin: window.location.origin })}
          className="ml-auto"
        />
      </div>
      {/* A card that changes its place, as when a run ends, would take an open dialog out of sight. */}
      {sharing &&
        createPortal(<ShareDialog finding={finding} onClose={() => setSharing(false)} />, document.body)}
    </section>
  );
}

/** All that is cited, the first few at once. The server found each before it accepted the finding. */
function EvidenceChips({ finding }: { finding: Finding }) {
  const [all, setAll] = useState(false);
  const cited = findingCitations(finding);
  const shown = all ? cited : cited.slice(0, chipsShown);
  const rest = cited.length - shown.length;
  return (
    <p className="flex flex-wrap items-center gap-1">
      {shown.map((one) => (
        <CitationChip key={`${one.traceId}/${one.spanId}`} {...one} state="found" text={one.traceId} />
      ))}
      {rest > 0 && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="px-1 text-small text-secondary hover:text-ink"
        >
          + {rest} more
        </button>
      )}
    </p>
  );
}
