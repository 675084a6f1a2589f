import { z } from 'zod';
import type { Span } from '../../../lib/contracts/span';
import { readTrace } from '../../store/trace';
import { completeTraceId } from '../../store/trace-place';
import { cutText, headWithin, jsonBytes, roomBeside } from '../limits';
import { readViews, type SpanView } from '../read-views';
import { defineTool, traceIdArgument } from '../tool';
import { noteSpansRead, type ToolContext } from '../tool-context';

/** Characters of an attribute's value that are shown; less where a single span would not fit. */
const longest = 16_384;
const cuts = [longest, 4096, 1024, 256];

export const viewSpansTool = defineTool({
  name: 'view_spans',
  description:
    'The spans of one trace that you name, with payloads, values cut at 16,384 characters. Use it to read exact error texts, inputs and outputs before quoting them, and after search_trace or find_patterns has named the spans. Cheaper than view_trace, and the fewer ids the cheaper. Up to 200 ids; what does not fit is named, to be asked for again.',
  args: {
    trace_id: traceIdArgument,
    span_ids: z.array(z.string().min(1)).min(1).max(200),
  },
  async answer({ trace_id, span_ids: ids }, { context, signal }) {
    const wanted = new Set(ids);
    const { database } = context;
    const traceId = await completeTraceId({ database, traceId: trace_id, signal });
    const { spans } = await readTrace({ database, traceId, spanIds: [...wanted], signal });
    const present = new Set(spans.map((span) => span.spanId));
    const missing = [...wanted].filter((id) => !present.has(id));
    const { answerBytes } = context.limits;
    const frame = { trace_id: traceId, ...listIds('not_in_this_trace', missing, answerBytes / 4) };
    // Any of them may be left over, and is named then.
    const idBytes = Math.min(jsonBytes([...present]), answerBytes / 4);
    const budget = roomBeside(frame, answerBytes) - idBytes;
    const { views, cut } = await readSome({ context, traceId, spans, budget, signal });
    noteSpansRead({ tally: context.tally, traceId, rows: views.map((view) => view.row) });
    const left = spans.slice(views.length).map((span) => span.spanId);
    return {
      result: {
        ...frame,
        spans: views.map((view) => view.view),
        ...listIds('not_shown', left, idBytes),
        ...(left.length > 0 ? { next: 'Call view_spans again with the ids that are not shown.' } : {}),
        ...(cut < longest ? { values_cut_at: cut, whole_values: 'search_span reads inside one span.' } : {}),
      },
    };
  },
});

/** Ids that a model must hear of, as far as they fit. */
function listIds(key: string, ids: string[], bytes: number) {
  const named = headWithin(ids, bytes);
  const rest = ids.length - named.length;
  return ids.length === 0 ? {} : { [key]: named, ...(rest > 0 ? { [`${key}_too_long_to_name`]: rest } : {}) };
}

/** As many as fit; where not even the first does, its values are cut shorter until it does, or it is named alone. */
async function readSome(options: {
  context: ToolContext;
  traceId: string;
  spans: Span[];
  budget: number;
  signal: AbortSignal;
}) {
  for (const cut of cuts) {
    const { views, complete } = await readViews({ ...options, cut, budget: options.budget });
    if (complete || views.length > 0) return { views, cut };
  }
  return { views: options.spans.slice(0, 1).map(tooManyValues), cut: longest };
}

function tooManyValues(span: Span): SpanView {
  const name = cutText(span.name, 200);
  const why = `Even with its values cut to ${cuts.at(-1)} characters it does not fit. Read it with search_span.`;
  const view = { span_id: span.spanId, name, bytes: span.bytes, not_shown: why };
  return { row: span.row, spanId: span.spanId, bytes: jsonBytes(view), view };
}
