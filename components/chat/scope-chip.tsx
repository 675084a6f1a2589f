'use client';

import type { Filters } from '../../lib/contracts/filters';
import { describeFilters } from '../../lib/search/describe-filters';
import { usePatternName } from './pattern-names';

export interface ScopeChipProps {
  /** Those on screen. */
  filters: Filters;
  /** They go along with the question. */
  used: boolean;
  onToggle: () => void;
}

/** Which traces the question is about: those that the filters on screen leave, or all of them. Nothing where nothing is filtered. */
export function ScopeChip({ filters, used, onToggle }: ScopeChipProps) {
  const patternName = usePatternName(filters.pattern);
  const terms = describeFilters(filters, patternName);
  if (terms.length === 0) return null;
  const text = terms.join(' ');
  return (
    <p className="flex min-w-0 items-center gap-1.5 pb-1.5 text-small text-secondary">
      <span className="shrink-0">asks about</span>
      {used ? (
        <span className="machine inline-flex min-w-0 items-center rounded-chip bg-accent-tint pl-1.5 text-accent">
          <span className="truncate" title={text}>
            {text}
          </span>
          <button
            type="button"
            onClick={onToggle}
            aria-label="Ask about all traces instead"
            title="Ask about all traces instead"
            className="ml-0.5 size-[18px] shrink-0 rounded-chip leading-none hover:bg-panel"
          >
            ✕
          </button>
        </span>
      ) : (
        <>
          <span>all traces</span>
          <button type="button" onClick={onToggle} className="rounded-chip text-accent hover:underline">
            only those on screen
          </button>
        </>
      )}
    </p>
  );
}
