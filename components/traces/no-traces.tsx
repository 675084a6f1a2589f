'use client';

import { filterTokens } from '../../lib/search/filter-tokens';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { useExploring } from './explore-provider';
import { FilterTokenChip } from './filter-token-chip';
import { tracesId } from './traces-id';

/** What stands where the list would. */
export function NoTraces() {
  return (
    <div id={tracesId} tabIndex={-1} className="outline-none">
      <WhyNone />
    </div>
  );
}

/** Nothing matches: the filters to take away, one by one or all. */
function WhyNone() {
  const { filters, patternName, show } = useExploring();
  const tokens = filterTokens(filters, patternName);
  if (tokens.length === 0) {
    return (
      <EmptyState title="This dataset holds no traces">
        No line of its files was a span. The import report says why.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No trace matches all of these"
      actions={<Button onClick={() => show({})}>Show all traces</Button>}
    >
      <p>Take one away:</p>
      <div className="mt-2 flex flex-wrap justify-center gap-1.5">
        {tokens.map((token) => (
          <FilterTokenChip key={token.id} token={token} onRemove={() => show(token.without)} />
        ))}
      </div>
    </EmptyState>
  );
}
