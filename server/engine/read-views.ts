import type { Span } from '../../lib/contracts/span';
import { readRawSpans } from '../store/spans';
import { jsonBytes } from './limits';
import { viewSpan } from './span-view';
import type { ToolContext } from './tool-context';

export interface SpanView {
  row: number;
  spanId: string;
  /** Bytes as JSON. */
  bytes: number;
  view: Record<string, unknown>;
}

/** Lines are read in groups of about this many bytes, so that neither memory nor the event loop is held for long. */
const groupBytes = 1_000_000;
/** A line longer than this is not unpacked: searching it is cheaper than reading it. */
const longestLine = 4_000_000;

/** Views of these spans of one trace, in their order, until they would not fit into `budget` bytes any more. */
export async function readViews(options: {
  context: ToolContext;
  traceId: string;
  spans: Span[];
  cut: number;
  budget: number;
  signal: AbortSignal;
}): Promise<{ views: SpanView[]; complete: boolean }> {
  const { context, traceId, spans, cut, budget, signal } = options;
  const views: SpanView[] = [];
  let left = budget;
  for (const group of groups(spans)) {
    const short = group.filter((span) => span.bytes <= longestLine);
    const spanIds = short.map((span) => span.spanId);
    const raws = await readRawSpans({ database: context.database, traceId, spanIds, signal });
    const byRow = new Map(raws.map((raw) => [raw.row, raw.raw]));
    for (const span of group) {
      const raw = byRow.get(span.row);
      const view = { ...(raw === undefined ? tooLong(span) : viewSpan(raw, cut)), ...derived(span) };
      const bytes = jsonBytes(view) + 1;
      left -= bytes;
      if (left < 0) return { views, complete: false };
      views.push({ row: span.row, spanId: span.spanId, bytes, view });
    }
  }
  return { views, complete: true };
}

function* groups(spans: Span[]): Generator<Span[]> {
  let group: Span[] = [];
  let bytes = 0;
  for (const span of spans) {
    group.push(span);
    bytes += Math.min(span.bytes, longestLine);
    if (bytes < groupBytes) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length > 0) yield group;
}

/** The id in full, whatever the line wrote it as, and what the line does not say by itself. */
function derived(span: Span): Record<string, unknown> {
  return {
    span_id: span.spanId,
    observation_kind: span.observationKind,
    ...(span.durationNs === null ? { unfinished: true } : { duration_ms: span.durationNs / 1e6 }),
    ...(span.errorClass === null ? {} : { error_class: span.errorClass }),
  };
}

function tooLong(span: Span): Record<string, unknown> {
  return {
    name: span.name,
    not_shown: `The line has ${span.bytes} bytes. Read it with search_span.`,
  };
}
