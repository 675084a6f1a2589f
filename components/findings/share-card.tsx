import type { Ref } from 'react';
import { findingCitations } from '../../lib/chat/finding-citations';
import { intervalText } from '../../lib/chat/finding-markdown';
import type { Finding } from '../../lib/contracts/finding';
import { formatCount, formatNumberOf, formatRate } from '../../lib/format';
import { formatDay } from '../../lib/format-time';
import { describeFilters } from '../../lib/search/describe-filters';
import { shortId } from '../../lib/short-id';
import { ProductRing } from '../ui/product-ring';
import { PrevalenceBar } from './prevalence-bar';
import { SeverityLine } from './severity-line';

export interface ShareCardProps {
  finding: Finding;
  /** The day that stands on the card: ISO 8601. */
  day: string;
  ref?: Ref<HTMLElement>;
}

const chipsShown = 3;

/** A finding as a picture that is understood without the dashboard: 704 px wide, and as high as it needs. */
export function ShareCard({ finding, day, ref }: ShareCardProps) {
  const { title, severity, claim, evidence, prevalence, predicate, datasetName } = finding;
  const quotes = evidence.flatMap((one) => one.quote ?? []);
  const terms = describeFilters(predicate, finding.patternName);
  return (
    <section
      ref={ref}
      aria-label={`Card: ${title}`}
      className="mx-auto w-[704px] overflow-hidden rounded-card border border-line bg-panel text-ink"
    >
      <div className="space-y-3.5 px-8 pt-7 pb-7">
        <header className="flex items-center justify-between gap-6 text-small">
          <span className="flex items-center gap-2 font-semibold">
            <ProductRing />
            halo-loop
          </span>
          <span className="truncate text-secondary">
            {datasetName} · {formatDay(day)} {day.slice(0, 4)}
          </span>
        </header>
        <SeverityLine finding={finding} />
        <h3 className="text-title font-semibold tracking-[-0.01em] break-words">{title}</h3>
        <div className="flex items-baseline justify-between gap-6">
          <p>
            <span className="figures text-[28px] leading-9 font-bold tracking-[-0.01em]">
              {formatCount(prevalence.traces)} of {formatCount(prevalence.ofTraces)}
            </span>{' '}
            <span className="pl-1 text-secondary">traces</span>
          </p>
          <p className="figures text-secondary">
            {formatRate(prevalence.rate)} · {intervalText(prevalence)}
          </p>
        </div>
        <PrevalenceBar prevalence={prevalence} severity={severity} height={8} />
        {quotes[0] && (
          <blockquote className="machine line-clamp-5 border-l-2 border-line-strong py-1 pl-3.5 text-[13px] leading-5 break-words whitespace-pre-wrap text-secondary">
            {quotes[0]}
          </blockquote>
        )}
        <p className="line-clamp-6 break-words text-secondary">{claim}</p>
        <Chips finding={finding} />
      </div>
      <footer className="machine flex justify-between gap-6 border-t border-line bg-sunk px-8 py-2.5 text-secondary">
        <span className="min-w-0 break-words">
          {terms.length > 0 ? `filter ${terms.join(' ')}` : 'all traces'}
        </span>
        <span className="shrink-0">{verified(finding, quotes.length)}</span>
      </footer>
    </section>
  );
}

/** The first citations; `+ n more` counts the other traces that the finding holds for. */
function Chips({ finding }: { finding: Finding }) {
  const shown = findingCitations(finding).slice(0, chipsShown);
  const rest = finding.prevalence.traces - new Set(shown.map((one) => one.traceId)).size;
  return (
    <p className="flex flex-wrap items-center gap-1.5">
      {shown.map(({ traceId, spanId, name }) => (
        <span
          key={`${traceId}/${spanId}`}
          className="machine rounded-chip border border-line-strong px-1.5 text-accent"
        >
          {shortId(traceId)}
          {spanId && `/${name ?? shortId(spanId)}`} <span className="text-ok">✓</span>
        </span>
      ))}
      {rest > 0 && <span className="text-small text-secondary">+ {formatCount(rest)} more</span>}
    </p>
  );
}

function verified({ quotesFound, evidence }: Finding, quotes: number): string {
  if (quotes > 0) return `verified: ${quotesFound} of ${formatNumberOf(quotes, 'quote')} found`;
  return `verified: ${formatNumberOf(evidence.length, 'citation')}`;
}
