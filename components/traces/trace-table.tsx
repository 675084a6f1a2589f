'use client';

import { useTable } from '@tanstack/react-table';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { TracePage } from '../../lib/contracts/trace';
import { Button } from '../ui/button';
import { classNames } from '../ui/class-names';
import { recallPlace, rememberPlace } from './scroll-memory';
import { columns, features, rowTracks } from './trace-columns';
import { TraceHeader } from './trace-header';
import { traceAt } from './trace-pages';
import { rowId, TraceRow } from './trace-row';
import { tracesId } from './traces-id';
import { useTracePages } from './use-trace-pages';

const rowHeight = 28;
type Rows = Virtualizer<HTMLDivElement, HTMLTableRowElement>;

export interface TraceTableProps {
  /** The first page, from the server; the others are fetched as they come on screen. */
  first: TracePage;
  /** Address of the list's API under the filters and the sort of `first`. */
  address: string;
  /** All of them start on one day, which the rows then need not say. */
  isOneDay: boolean;
}

/** Every trace that the filters select, in the server's order; rows exist as far as they are on screen. */
export function TraceTable({ first, address, isOneDay }: TraceTableProps) {
  const { pages, need, retry } = useTracePages({ first, address });
  const [place] = useState(() => recallPlace(address));
  const [picked, setPicked] = useState(place.row);
  const active = picked ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const rows: Rows = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: place.offset,
    initialRect: { width: 800, height: 600 },
    onChange: (virtualizer) => {
      const { range, scrollOffset } = virtualizer;
      if (range) need({ first: range.startIndex, last: range.endIndex });
      if (scrollOffset !== null) rememberPlace(address, { offset: scrollOffset });
    },
  });
  const items = rows.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  const onScreen = useMemo(() => {
    const indexes = Array.from({ length: to - from }, (_, n) => from + n);
    return indexes.flatMap((index) => traceAt(pages, index) ?? []);
  }, [pages, from, to]);
  const table = useTable({ features, columns, data: onScreen, getRowId: (trace) => trace.traceId });
  const { rowsById } = table.getRowModel();
  const failure = [...pages.values()].find((page) => page.state === 'failed');

  const pick = (row: number) => {
    setPicked(row);
    rememberPlace(address, { row });
  };
  const activate = (row: number) => {
    const index = Math.min(first.total - 1, Math.max(0, row));
    pick(index);
    rows.scrollToIndex(index);
  };
  const open = () => {
    const link = document.getElementById(rowId(active))?.querySelector('a');
    if (link) link.click();
    // It was scrolled out of sight, and perhaps not loaded: first it is shown.
    else activate(active);
  };
  /** Who comes with the keyboard sees where: at the row that was picked, or at the first. */
  const onFocus = ({ target, currentTarget }: FocusEvent) => {
    if (target === currentTarget && picked === null && target.matches(':focus-visible')) pick(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, () => void> = {
      ArrowDown: () => activate(picked === null ? 0 : picked + 1),
      ArrowUp: () => activate(active - 1),
      PageDown: () => activate(active + page),
      PageUp: () => activate(active - page),
      Home: () => activate(0),
      End: () => activate(first.total - 1),
      Enter: open,
    };
    const move = moves[event.key];
    if (!move || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    move();
  };

  return (
    <div ref={scroller} className="@container relative min-h-0 flex-1 overflow-auto">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked through with the arrow keys.
        role="grid"
        id={tracesId}
        aria-label="Traces"
        aria-rowcount={first.total + 1}
        aria-activedescendant={items.some(({ index }) => index === active) ? rowId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        data-days={isOneDay ? 'one' : 'several'}
        className="group/table block min-w-[320px] outline-none [--start:132px] @max-md:[--start:108px] data-[days=one]:[--start:78px]"
      >
        <thead className="sticky top-0 z-10 block border-b border-line bg-paper">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1} className={classNames(rowTracks, 'h-7 items-center px-2')}>
              {group.headers.map((header) => (
                <TraceHeader key={header.id} id={header.id}>
                  <table.FlexRender header={header} />
                </TraceHeader>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="relative block" style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <TraceRow
              key={index}
              index={index}
              start={start}
              row={rowsById[traceAt(pages, index)?.traceId ?? '']}
              isPicked={index === picked}
              onPick={pick}
            />
          ))}
        </tbody>
      </table>
      {failure?.state === 'failed' && (
        <div
          role="alert"
          className="sticky bottom-0 flex items-center gap-3 border-t border-line bg-error-tint px-3.5 py-2 text-error"
        >
          <span className="min-w-0 flex-1">{failure.message}</span>
          <Button small onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
