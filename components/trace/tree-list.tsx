'use client';

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo } from 'react';
import { indentation, indentOf } from '../../lib/trace/indent';
import type { TreeMove } from '../../lib/trace/move-in-tree';
import type { SpanTree } from '../../lib/trace/span-tree';
import type { TimeRange } from '../../lib/trace/timeline';
import { rowHeight, TreeRow } from './tree-row';
import { useWidth } from './use-width';

export interface TreeListProps {
  tree: SpanTree;
  /** Places in tree order of the rows to show. */
  rows: readonly number[];
  selected: number | null;
  collapsed: ReadonlySet<number>;
  /** Places in tree order of the spans that hold what is looked for. */
  hits: ReadonlySet<number>;
  sought: string;
  whole: TimeRange;
  view: TimeRange;
  list: RefObject<HTMLDivElement | null>;
  onSelect: (index: number) => void;
  onToggle: (index: number) => void;
  /** A key that moves; the rows on a page come along. */
  onMove: (move: TreeMove, page: number) => void;
  onEnter: () => void;
}

const moves: Record<string, TreeMove> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowRight: 'in',
  ArrowLeft: 'out',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
};

/**
 * The rows that are in sight, of however many. The tree holds the focus and names its selected row, which is always among the
 * rendered ones, so that it is announced wherever one has scrolled to.
 */
export function TreeList(props: TreeListProps) {
  const {
    tree,
    rows,
    selected,
    collapsed,
    hits,
    sought,
    whole,
    view,
    list,
    onSelect,
    onToggle,
    onMove,
    onEnter,
  } = props;
  const id = useId();
  const at = useMemo(() => (selected === null ? -1 : rows.indexOf(selected)), [rows, selected]);
  const width = useWidth(list, 600);
  const indents = useMemo(() => indentation(tree, width), [tree, width]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    // Before the browser has measured: enough rows for a first picture.
    initialRect: { width: 600, height: 900 },
    initialOffset: () => Math.max(0, at * rowHeight - 300),
    rangeExtractor: (range) => {
      const visible = defaultRangeExtractor(range);
      return at === -1 || visible.includes(at) ? visible : [...visible, at].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (at !== -1 && list.current) bringIntoView(list.current, at * rowHeight);
  }, [at, list]);

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    if (move) onMove(move, Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 1));
    else if (event.key === 'Enter') onEnter();
    else if (event.key === ' ' && selected !== null) onToggle(selected);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="tree"
      aria-label="Spans"
      tabIndex={0}
      aria-activedescendant={at === -1 || selected === null ? undefined : `${id}-${selected}`}
      onKeyDown={keys}
      className="group relative min-h-0 flex-1 overflow-auto outline-none"
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const index = rows[item.index];
          const node = index === undefined ? undefined : tree.nodes[index];
          if (!node) return null;
          const { width: indent, capped } = indentOf(node.depth, indents);
          return (
            <TreeRow
              key={node.span.row}
              id={`${id}-${node.index}`}
              node={node}
              indent={indent}
              capped={capped}
              top={item.start}
              selected={node.index === selected}
              folded={collapsed.has(node.span.row)}
              hit={hits.has(node.index) ? sought : null}
              whole={whole}
              view={view}
              onSelect={onSelect}
              onToggle={onToggle}
            />
          );
        })}
      </div>
    </div>
  );
}

/**
 * The next row over the edge is moved in as little as it takes, as keys want it; one that is further away comes to the middle,
 * as one that a link names.
 */
function bringIntoView(list: HTMLElement, top: number): void {
  const { scrollTop, clientHeight } = list;
  const above = scrollTop - top;
  const below = top + rowHeight - scrollTop - clientHeight;
  if (above <= 0 && below <= 0) return;
  if (Math.max(above, below) > 2 * rowHeight) list.scrollTop = top - (clientHeight - rowHeight) / 2;
  else list.scrollTop = above > 0 ? top : scrollTop + below;
}
