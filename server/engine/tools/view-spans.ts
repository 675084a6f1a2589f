import { z } from 'zod';
import type { Span } from '../../../lib/contracts/span';
import { readTrace } from '../../store/trace';
import { readViews } from '../read-views';
import { defineTool } from '../tool';
import { noteSpansRead, type ToolContext } from '../tool-context';

/** Characters of an attribute's value that are shown; less where a single span would not fit. */
const longest = 16_384;
const cuts = [longest, 4096, 1024, 256];

export const viewSpansTool = defineTool({
  name: 'view_spans',
  description:
    'The spans of one trace that you name, with payloads, values cut at 16,384 characters. Use it to read exact error texts, inputs and outputs before quoting them, and after search_trace or find_patterns has named the spans. Up to 200 ids; what does not fit is named, to be asked for again.',
  args: {
    trace_id: z.string().min(1).describe('to the letter'),
    span_ids: z.array(z.string().min(1)).min(1).max(200),
  },
  async answer({ trace_id: traceId, span_ids: ids }, { context, signal }) {
    const trace = await readTrace({ database: context.database, traceId, signal });
    const wanted = new Set(ids);
    const spans = trace.spans.filter((span) => wanted.has(span.spanId));
    const present = new Set(spans.map((span) => span.spanId));
    const missing = [...wanted].filter((id) => !present.has(id));
    const { views, cut } = await readSome({ context, traceId, spans, signal });
    noteSpansRead({ tally: context.tally, traceId, rows: views.map((view) => view.row) });
    const left = spans.slice(views.length).map((span) => span.spanId);
    return {
      result: {
        trace_id: traceId,
        spans: views.map((view) => view.view),
        ...(missing.length > 0 ? { not_in_this_trace: missing } : {}),
        ...(left.length > 0
          ? { not_shown: left, next: 'Call view_spans again with the ids in not_shown.' }
          : {}),
        ...(cut < longest ? { values_cut_at: cut, whole_values: 'search_span reads inside one span.' } : {}),
      },
    };
  },
});

/** As many as fit; where not even the first does, its values are cut shorter until it does. */
async function readSome(options: {
  context: ToolContext;
  traceId: string;
  spans: Span[];
  signal: AbortSignal;
}) {
  // Ids of 200 spans that are left over need room too.
  const budget = options.context.limits.answerBytes * 0.9;
  for (const cut of cuts) {
    const { views, complete } = await readViews({ ...options, cut, budget });
    if (complete || views.length > 0) return { views, cut };
  }
  return { views: [], cut: 0 };
}
