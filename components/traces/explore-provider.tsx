'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useOptimistic, useTransition } from 'react';
import type { Filters } from '../../lib/contracts/filters';
import type { TraceSort } from '../../lib/contracts/trace';
import { nextSort, printSort, type SortState } from '../../lib/search/trace-sort';
import { datasetUrl } from '../../lib/url';
import { rememberPatternName } from '../chat/pattern-names';

interface Exploring {
  datasetId: string;
  /** What was asked for last, before its answer is there. */
  filters: Filters;
  sort: SortState;
  /** What the pattern among the filters says; null where there is none. */
  patternName: string | null;
  /** The answer to what was asked for last is still to come. */
  isPending: boolean;
  show: (filters: Filters) => void;
  sortBy: (sort: TraceSort) => void;
  /** The address that `show` goes to. */
  href: (filters: Filters) => string;
}

const ExploringContext = createContext<Exploring | null>(null);

/** The URL holds filters and sort; everything on the page that changes them asks here. */
export function useExploring(): Exploring {
  const exploring = use(ExploringContext);
  if (exploring === null) throw new Error('useExploring is used outside of ExploreProvider.');
  return exploring;
}

export interface ExploreProviderProps {
  datasetId: string;
  filters: Filters;
  sort: SortState;
  patternName: string | null;
  children: ReactNode;
}

export function ExploreProvider({ datasetId, filters, sort, patternName, children }: ExploreProviderProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [asked, setAsked] = useOptimistic({ filters, sort });

  useEffect(() => {
    if (filters.pattern && patternName !== null) rememberPatternName(filters.pattern, patternName);
  }, [filters.pattern, patternName]);

  const go = (next: { filters: Filters; sort: SortState }) =>
    startTransition(() => {
      setAsked(next);
      router.push(datasetUrl(datasetId, next.filters, printSort(next.sort)), { scroll: false });
    });

  return (
    <ExploringContext
      value={{
        datasetId,
        ...asked,
        patternName: asked.filters.pattern === filters.pattern ? patternName : null,
        isPending,
        show: (wanted) => go({ filters: wanted, sort: asked.sort }),
        sortBy: (column) => go({ filters: asked.filters, sort: nextSort(asked.sort, column) }),
        href: (wanted) => datasetUrl(datasetId, wanted, printSort(asked.sort)),
      }}
    >
      {children}
    </ExploringContext>
  );
}
