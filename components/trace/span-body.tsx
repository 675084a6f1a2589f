'use client';

import { use, useEffect, useId, useMemo, useRef } from 'react';
import { type PayloadTab, tabThatShows } from '../../lib/trace/payload-tab';
import type { SpanTree, TreeNode } from '../../lib/trace/span-tree';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { AttributesView } from './attributes-view';
import type { LoadedSpan } from './detail-cache';
import { EventList } from './event-list';
import { PayloadView } from './payload-view';
import { RawView } from './raw-view';
import { type Tab, Tabs, tabId } from './tabs';
import { useInAddress } from './use-in-address';

/** The tab a person chose, and for which words: other words may open another tab. */
export interface TabChoice {
  tab: PayloadTab;
  words: string;
}

export type Seek = 'quote' | 'find' | null;

export interface SpanBodyProps {
  tree: SpanTree;
  node: TreeNode;
  loading: Promise<LoadedSpan>;
  /** Words to mark. */
  marks: readonly string[];
  /**
   * Where the marks come from. A quote opens the tab that holds it; what is found in the trace does so too, but for the raw
   * line, which holds the names of everything. The first mark is scrolled to.
   */
  seek: Seek;
  choice: TabChoice;
  onChoose: (choice: TabChoice) => void;
  onSelect: (index: number) => void;
  onRetry: () => void;
}

/** The tabs of a span, once its line is there. Suspends until then. */
export function SpanBody({
  tree,
  node,
  loading,
  marks,
  seek,
  choice,
  onChoose,
  onSelect,
  onRetry,
}: SpanBodyProps) {
  const loaded = use(loading);
  const panelId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const words = seek === null ? '' : wordsOf(node, marks);
  const found = useMemo(
    () => (seek !== null && loaded.ok ? tabThatShows(loaded.payload, loaded.detail.raw, marks) : null),
    [seek, loaded, marks],
  );
  const opens = seek === 'find' && found === 'raw' ? null : found;
  const tab = seek !== null && choice.words !== words ? (opens ?? choice.tab) : choice.tab;
  useInAddress('tab', tab === (opens ?? 'payload') ? null : tab);

  // The marks are drawn by now: the first of them is what the link is about.
  useEffect(() => {
    if (words !== '') panel.current?.querySelector('mark')?.scrollIntoView({ block: 'center' });
  }, [words]);

  if (!loaded.ok) {
    return (
      <EmptyState
        title="This span could not be loaded"
        actions={<Button onClick={onRetry}>Try again</Button>}
      >
        {loaded.message}
      </EmptyState>
    );
  }
  const { detail, payload } = loaded;
  const tabs: Tab<PayloadTab>[] = [
    { id: 'payload', name: 'Input & output' },
    { id: 'attributes', name: 'Attributes', count: payload.attributes.size },
    { id: 'events', name: 'Events', count: payload.events.length },
    { id: 'raw', name: 'Raw' },
  ];
  return (
    <>
      <Tabs
        tabs={tabs}
        selected={tab}
        onSelect={(id) => onChoose({ tab: id, words })}
        label="Span"
        panelId={panelId}
      />
      <div
        // Another span starts at the top, with nothing unfolded.
        key={node.span.row}
        ref={panel}
        id={panelId}
        role="tabpanel"
        // A panel that scrolls must be reachable by keys.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        aria-labelledby={tabId(panelId, tab)}
        className="min-h-0 flex-1 overflow-auto px-4 py-3"
      >
        {seek === 'quote' && found === null && (
          <p className="mb-3 rounded-lg bg-silent-tint px-3 py-2 text-small text-silent">
            The quoted words do not stand in this span.
          </p>
        )}
        {tab === 'payload' && (
          <PayloadView tree={tree} node={node} payload={payload} marks={marks} onSelect={onSelect} />
        )}
        {tab === 'attributes' && <AttributesView detail={detail} payload={payload} marks={marks} />}
        {tab === 'events' && <EventList events={payload.events} marks={marks} />}
        {tab === 'raw' && <RawView detail={detail} payload={payload} marks={marks} />}
      </div>
    </>
  );
}

/** What a tab is chosen for: these marks in this span. */
export function wordsOf({ span }: TreeNode, marks: readonly string[]): string {
  return `${span.row} ${marks.join(' ')}`;
}
