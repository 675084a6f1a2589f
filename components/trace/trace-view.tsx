'use client';

import { useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import type { SpanDetail } from '../../lib/contracts/span-detail';
import { decodeSpans } from '../../lib/trace/span-columns';
import { buildSpanTree } from '../../lib/trace/span-tree';
import { traceApiUrl } from '../../lib/url';
import { ResizeHandle } from '../chat/resize-handle';
import { useStoredValue } from '../chat/stored-value';
import { createDetailCache } from './detail-cache';
import { SpanPanel } from './span-panel';
import { TreePanel } from './tree-panel';
import { useFind } from './use-find';
import { useTraceState } from './use-trace-state';

export interface TraceViewProps {
  datasetId: string;
  traceId: string;
  /** All spans, as `encodeSpans` gives them. */
  spans: string;
  /** The span that the link names, or the root: there without another request. */
  initial: SpanDetail | null;
  /** The span that holds the quote of a link that names no span. */
  quotedRow: number | null;
}

const widthLimits = { least: 360, usual: 600, most: 1_000 };
const widthSchema = z.number().min(widthLimits.least).max(widthLimits.most);

/** A trace: its tree and timeline, and beside them the selected span. Where it is narrow, they stand over each other. */
export function TraceView({ datasetId, traceId, spans, initial, quotedRow }: TraceViewProps) {
  const tree = useMemo(() => buildSpanTree(decodeSpans(spans)), [spans]);
  const api = traceApiUrl({ datasetId, traceId });
  const [cache] = useState(() => createDetailCache(`${api}/spans`, initial));
  const controls = useTraceState(tree, quotedRow);
  const find = useFind(tree, `${api}/search`);
  const detail = useRef<HTMLDivElement>(null);
  const [stored, store] = useStoredValue('trace.tree-width', widthSchema);
  const width = stored ?? widthLimits.usual;
  const { selected, missing, quote } = controls.state;
  return (
    <div className="@container h-full">
      <div className="flex h-full @max-[700px]:flex-col">
        <div
          style={{ width }}
          className="relative min-h-0 max-w-[64cqw] shrink-0 border-line @max-[700px]:h-[46%] @max-[700px]:w-full! @max-[700px]:max-w-none @max-[700px]:border-b @min-[700px]:border-r"
        >
          <TreePanel
            tree={tree}
            controls={controls}
            find={find}
            cache={cache}
            onEnter={() =>
              detail.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
            }
          />
          <div className="@max-[700px]:hidden">
            <ResizeHandle
              width={width}
              edge="right"
              min={widthLimits.least}
              max={widthLimits.most}
              onResize={store}
              label="Width of the tree"
            />
          </div>
        </div>
        <div ref={detail} className="min-h-0 min-w-0 flex-1">
          <SpanPanel
            tree={tree}
            selected={selected}
            missing={missing}
            quote={quote}
            find={find.text}
            found={selected !== null && find.hitSet.has(selected)}
            cache={cache}
            onSelect={(index) => controls.select(index, 'push')}
          />
        </div>
      </div>
    </div>
  );
}
