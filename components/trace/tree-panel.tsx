'use client';

import { useMemo, useRef, useState } from 'react';
import { moveInTree, type TreeMove } from '../../lib/trace/move-in-tree';
import { failedPlaces, nextPlace, previousPlace } from '../../lib/trace/next-error';
import type { SpanTree } from '../../lib/trace/span-tree';
import { type TimeRange, timeRange } from '../../lib/trace/timeline';
import { visibleRows } from '../../lib/trace/visible-rows';
import { classNames } from '../ui/class-names';
import { EmptyState } from '../ui/empty-state';
import type { DetailCache } from './detail-cache';
import { FindBox } from './find-box';
import { Minimap } from './minimap';
import { TreeList } from './tree-list';
import { barColumn } from './tree-row';
import { ErrorStepper, RowSwitches, ViewLength } from './tree-toolbar';
import type { Find } from './use-find';
import { useTraceKeys } from './use-trace-keys';
import type { TraceControls, Visit } from './use-trace-state';

export interface TreePanelProps {
  tree: SpanTree;
  controls: TraceControls;
  find: Find;
  cache: DetailCache;
  /** Enter in the tree goes over to the span. */
  onEnter: () => void;
}

/** The tree with its timeline, the map over it, and what finds its way through them. */
export function TreePanel({ tree, controls, find, cache, onEnter }: TreePanelProps) {
  const { state, dispatch } = controls;
  const { selected, collapsed, errorsOnly, view } = state;
  const [wantsHitsOnly, setHitsOnly] = useState(false);
  const hitsOnly = wantsHitsOnly && find.hits.length > 0;
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const whole = useMemo(() => timeRange(tree.nodes.map((node) => node.span)), [tree]);
  const failures = useMemo(() => failedPlaces(tree), [tree]);
  const rows = useMemo(
    () => visibleRows(tree, { collapsed, errorsOnly, only: hitsOnly ? find.hitSet : null }),
    [tree, collapsed, errorsOnly, hitsOnly, find.hitSet],
  );

  const select = (index: number | null, visit: Visit) => {
    const node = index === null ? undefined : tree.nodes[index];
    if (index === null || !node) return;
    const at = rows.indexOf(index);
    if (at === -1 && !find.hitSet.has(index)) setHitsOnly(false);
    const neighbours = [rows[at + 1], rows[at - 1]].flatMap((place) => {
      const span = place === undefined ? undefined : tree.nodes[place]?.span;
      return at !== -1 && span && span.bytes <= prefetchedUpTo ? span.row : [];
    });
    cache.prefer(node.span.row, neighbours);
    controls.select(index, visit);
  };
  const move = (to: TreeMove, page = 1) => {
    const result = moveInTree({ tree, rows, collapsed, from: selected, move: to, page });
    if (result?.type === 'select') select(result.index, 'replace');
    else if (result?.type === 'toggle') dispatch({ type: 'toggled', index: result.index });
  };
  useTraceKeys({
    onNextError: () => select(nextPlace(failures, selected), 'replace'),
    onPreviousError: () => select(previousPlace(failures, selected), 'replace'),
    onDown: () => {
      list.current?.focus();
      move('down');
    },
    onUp: () => {
      list.current?.focus();
      move('up');
    },
    onFind: () => {
      if (document.activeElement === input.current) return false;
      input.current?.focus();
      input.current?.select();
      return true;
    },
  });

  const zoom = (next: TimeRange | null) => dispatch({ type: 'zoomed', view: next });

  return (
    <section aria-label="Tree and timeline" className="@container flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-3">
        <FindBox
          find={find}
          selected={selected}
          input={input}
          onNext={() => select(nextPlace(find.hits, selected), 'replace')}
          onPrevious={() => select(previousPlace(find.hits, selected), 'replace')}
          onLeave={() => list.current?.focus()}
        />
        <ErrorStepper
          failures={failures}
          selected={selected}
          onNext={() => select(nextPlace(failures, selected), 'push')}
        />
      </div>
      <div className="flex h-[34px] shrink-0 items-center border-b border-l-2 border-b-line border-l-transparent pr-3">
        <RowSwitches
          shown={rows.length}
          total={tree.nodes.length}
          errorsOnly={errorsOnly}
          anyErrors={failures.length > 0}
          onErrorsOnly={(on) => dispatch({ type: 'errors-only', on })}
          hitsOnly={hitsOnly}
          anyHits={find.hits.length > 0}
          onHitsOnly={setHitsOnly}
          onFold={() => dispatch({ type: 'folded' })}
          onUnfold={() => dispatch({ type: 'unfolded' })}
        />
        <div className={classNames('ml-3', barColumn)}>
          <Minimap tree={tree} whole={whole} view={view} onView={zoom} />
        </div>
        <ViewLength whole={whole} view={view} onReset={() => zoom(null)} />
      </div>
      {rows.length === 0 && (
        <EmptyState title="No rows">
          {errorsOnly ? 'Nothing in this trace failed.' : 'This trace has no spans.'}
        </EmptyState>
      )}
      <TreeList
        tree={tree}
        rows={rows}
        selected={selected}
        collapsed={collapsed}
        hits={find.hitSet}
        sought={find.text.trim()}
        whole={whole}
        view={view ?? whole}
        list={list}
        onSelect={(index) => select(index, 'push')}
        onToggle={(index) => dispatch({ type: 'toggled', index })}
        onMove={move}
        onEnter={onEnter}
      />
    </section>
  );
}

/** Bytes of a line: larger ones are loaded when they are asked for. */
const prefetchedUpTo = 200_000;
