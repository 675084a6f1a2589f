import type { ObservationKind, Span } from '../contracts/span';
import type { SpanTree } from './span-tree';
import { barOf, type TimeRange } from './timeline';

/** What a line of the map is coloured by: the kind of the span, or that it failed. */
export type MapColour = ObservationKind | 'error' | 'silent';

export interface MapPath {
  colour: MapColour;
  /** Path data of horizontal strokes. */
  d: string;
}

export interface MapSize {
  /** Both in the units of the path. */
  width: number;
  height: number;
  /** Strokes that share a lane are drawn over each other. */
  lanes: number;
}

/**
 * The whole trace as a handful of paths, however many spans there are: each span is a stroke in the lane of its place in
 * tree order, strokes that nearly touch in a lane are joined, and what failed is drawn last, on top.
 */
export function minimapPaths(tree: SpanTree, range: TimeRange, { width, height, lanes }: MapSize): MapPath[] {
  const rows = Math.min(lanes, Math.max(1, tree.nodes.length));
  const strokes = new Map<MapColour, Stroke[][]>();
  for (const node of tree.nodes) {
    const bar = barOf(node.span, range);
    if (!bar) continue;
    const colour = colourOf(node.span);
    const ofColour = strokes.get(colour) ?? Array.from({ length: rows }, () => []);
    strokes.set(colour, ofColour);
    const lane = Math.floor((node.index * rows) / tree.nodes.length);
    const from = bar.left * width;
    // A failure is what one looks for on a map: however short it was, it can be seen.
    const least = rank(colour) > 0 ? 3 : 1;
    ofColour[lane]?.push({ from, to: Math.max(from + least, (bar.left + bar.width) * width) });
  }
  return [...strokes]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([colour, ofColour]) => ({ colour, d: pathOf(ofColour, height / rows) }));
}

interface Stroke {
  from: number;
  to: number;
}

function colourOf(span: Span): MapColour {
  if (span.errorClass === 'silent' || span.errorClass === 'handled') return 'silent';
  return span.errorClass === null ? span.observationKind : 'error';
}

function rank(colour: MapColour): number {
  return colour === 'error' ? 2 : colour === 'silent' ? 1 : 0;
}

function pathOf(lanes: Stroke[][], laneHeight: number): string {
  const parts: string[] = [];
  for (const [lane, strokes] of lanes.entries()) {
    const y = ((lane + 0.5) * laneHeight).toFixed(1);
    for (const { from, to } of joined(strokes)) parts.push(`M${from.toFixed(1)} ${y}H${to.toFixed(1)}`);
  }
  return parts.join('');
}

function joined(strokes: Stroke[]): Stroke[] {
  const result: Stroke[] = [];
  for (const stroke of strokes.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && stroke.from <= last.to + 0.5) last.to = Math.max(last.to, stroke.to);
    else result.push({ ...stroke });
  }
  return result;
}
