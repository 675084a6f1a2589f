'use client';

import { useSearchParams } from 'next/navigation';
import { Suspense, useDeferredValue, useMemo, useState } from 'react';
import { quotePieces } from '../../lib/search/quote-pattern';
import type { SpanTree } from '../../lib/trace/span-tree';
import { readView } from '../../lib/trace/view-query';
import { classNames } from '../ui/class-names';
import { EmptyState } from '../ui/empty-state';
import { Spinner } from '../ui/spinner';
import type { DetailCache } from './detail-cache';
import { SpanBody, type TabChoice, wordsOf } from './span-body';
import { SpanHeader } from './span-header';

export interface SpanPanelProps {
  tree: SpanTree;
  selected: number | null;
  /** A span that the link names and this trace does not have. */
  missing: string | null;
  quote: string | null;
  /** What is looked for in the trace; marked where no quote is. */
  find: string;
  /** The selected span holds it. */
  found: boolean;
  cache: DetailCache;
  onSelect: (index: number) => void;
}

/** The selected span. Its header changes at once; its payload follows when it is there, the old one standing until then. */
export function SpanPanel({ tree, selected, missing, quote, find, found, cache, onSelect }: SpanPanelProps) {
  const [, retry] = useState(0);
  const shown = useDeferredValue(selected);
  const node = selected === null ? undefined : tree.nodes[selected];
  const shownNode = shown === null ? undefined : tree.nodes[shown];
  const marks = useMemo(
    () => (quote === null ? [find.trim()].filter(Boolean) : quotePieces(quote)),
    [quote, find],
  );
  const { tab } = readView(useSearchParams());
  const [choice, setChoice] = useState<TabChoice>(() => ({
    tab: tab ?? 'payload',
    // The tab of a link stays open whatever is looked for; a quote has a tab of its own.
    words: tab !== null && node && quote === null ? wordsOf(node, marks) : '',
  }));
  if (!node || !shownNode) return <NoSpan missing={missing} />;
  const row = shownNode.span.row;
  return (
    <section aria-label="Selected span" className="flex h-full min-h-0 flex-col">
      <SpanHeader tree={tree} node={node} />
      <div
        aria-busy={shown !== selected}
        className={classNames(
          'flex min-h-0 flex-1 flex-col',
          shown !== selected && 'opacity-60 transition-opacity delay-150',
        )}
      >
        <Suspense
          fallback={
            <p role="status" className="flex items-center gap-2 px-4 py-3 text-secondary">
              <Spinner /> Reading the span…
            </p>
          }
        >
          <SpanBody
            tree={tree}
            node={shownNode}
            loading={cache.read(row)}
            marks={marks}
            seek={quote !== null ? 'quote' : found ? 'find' : null}
            choice={choice}
            onChoose={setChoice}
            onSelect={onSelect}
            onRetry={() => {
              cache.forget(row);
              retry((times) => times + 1);
            }}
          />
        </Suspense>
      </div>
    </section>
  );
}

function NoSpan({ missing }: { missing: string | null }) {
  if (missing === null) return <EmptyState title="No span selected">Choose one in the tree.</EmptyState>;
  return (
    <EmptyState title="No such span">
      This trace has no span <span className="machine text-ink [overflow-wrap:anywhere]">{missing}</span>.
      Choose another in the tree.
    </EmptyState>
  );
}
