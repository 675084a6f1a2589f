'use client';

import { type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatDuration } from '../../lib/format';
import { type MapColour, minimapPaths } from '../../lib/trace/minimap';
import type { SpanTree } from '../../lib/trace/span-tree';
import { fraction, type TimeRange, timeAt } from '../../lib/trace/timeline';

export interface MinimapProps {
  tree: SpanTree;
  whole: TimeRange;
  /** The part that the bars below show; null for all. */
  view: TimeRange | null;
  onView: (view: TimeRange | null) => void;
}

const size = { width: 320, height: 24, lanes: 16 };

const strokes: Record<MapColour, string> = {
  AGENT: 'stroke-kind-agent',
  LLM: 'stroke-kind-llm',
  TOOL: 'stroke-kind-tool',
  CHAIN: 'stroke-kind-chain',
  GUARDRAIL: 'stroke-kind-guard',
  RETRIEVER: 'stroke-kind-guard',
  RERANKER: 'stroke-kind-guard',
  EMBEDDING: 'stroke-kind-llm',
  EVALUATOR: 'stroke-kind-guard',
  PROMPT: 'stroke-kind-llm',
  SPAN: 'stroke-kind-chain',
  silent: 'stroke-silent-bar',
  error: 'stroke-error-bar',
};

/** Two places that are nearer than this are a click, which shows everything again. */
const shortestDrag = 0.01;

/** The whole trace at a glance. Dragging over a part of it draws the bars of that part alone; a click shows all. */
export function Minimap({ tree, whole, view, onView }: MinimapProps) {
  const paths = useMemo(() => minimapPaths(tree, whole, size), [tree, whole]);
  const grip = useRef<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  const place = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const letGo = (event: PointerEvent<SVGElement>) => {
    if (grip.current === null) return;
    const ends = [grip.current, place(event)].sort((a, b) => a - b);
    const [from = 0, to = 1] = ends;
    grip.current = null;
    setDrag(null);
    onView(to - from < shortestDrag ? null : { from: timeAt(from, whole), to: timeAt(to, whole) });
  };
  const shown = drag ??
    (view && { from: fraction(view.from, whole), to: fraction(view.to, whole) }) ?? { from: 0, to: 1 };

  return (
    <svg
      role="img"
      aria-label={`The whole trace, ${formatDuration(whole.to - whole.from)}${view ? ', zoomed in' : ''}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      className="h-6 w-full cursor-crosshair touch-none overflow-visible"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = place(event);
      }}
      onPointerMove={(event) => {
        if (grip.current !== null)
          setDrag({ from: Math.min(grip.current, place(event)), to: Math.max(grip.current, place(event)) });
      }}
      onPointerUp={letGo}
      onPointerCancel={() => {
        grip.current = null;
        setDrag(null);
      }}
    >
      <title>Drag over a part of the trace to see it closer; click to see all</title>
      <rect
        x={shown.from * size.width}
        width={(shown.to - shown.from) * size.width}
        y={-1}
        height={size.height + 2}
        rx={2}
        vectorEffect="non-scaling-stroke"
        className="fill-accent-tint stroke-accent"
        fillOpacity={0.6}
      />
      {paths.map(({ colour, d }) => (
        <path
          key={colour}
          d={d}
          strokeWidth={1.6}
          vectorEffect="non-scaling-stroke"
          className={strokes[colour]}
        />
      ))}
    </svg>
  );
}
