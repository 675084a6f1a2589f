import type { Span } from '../../../lib/contracts/span';
import { quantile } from '../../../lib/stats/quantile';
import { readTrace } from '../../store/trace';
import { completeTraceId } from '../../store/trace-place';
import { cutText, headWithin, roomBeside } from '../limits';
import { readViews } from '../read-views';
import { defineTool, traceIdArgument } from '../tool';
import { noteSpansRead } from '../tool-context';

/** Characters of an attribute's value that are shown. */
const cut = 4096;

export const viewTraceTool = defineTool({
  name: 'view_trace',
  description:
    'Every span of one trace with its payload, values cut at 4,096 characters. For short traces (up to about 50 spans). Where you know the spans, view_spans is cheaper. A trace that is too long answers an "oversized" summary instead: then use search_trace and view_spans, never view_trace again.',
  args: { trace_id: traceIdArgument },
  async answer({ trace_id }, { context, signal }) {
    const traceId = await completeTraceId({ database: context.database, traceId: trace_id, signal });
    const { summary, spans } = await readTrace({ database: context.database, traceId, signal });
    const frame = {
      trace_id: traceId,
      span_count: spans.length,
      error_span_count: summary.errorSpanCount,
      outcome: summary.outcome,
    };
    const budget = roomBeside(frame, context.limits.answerBytes);
    const { views, complete } = await readViews({ context, traceId, spans, cut, budget, signal });
    if (!complete) return { result: { trace_id: traceId, oversized: oversized(spans, budget) } };
    noteSpansRead({ tally: context.tally, traceId, rows: views.map((view) => view.row) });
    return { result: { ...frame, spans: views.map((view) => view.view) } };
  },
});

const listed = 20;
/** Characters of a span's name in the summary. */
const longestName = 200;

/** Each of its four lists may have a part of the budget. */
function oversized(spans: Span[], budget: number) {
  const part = budget / 5;
  const errors = spans.filter((span) => span.status === 'ERROR');
  const quiet = spans.filter((span) => span.errorClass === 'silent' || span.errorClass === 'handled');
  return {
    reason: `The spans take more than the ${budget} bytes that an answer may have; none is shown.`,
    span_count: spans.length,
    span_bytes: sizes(spans.map((span) => span.bytes)),
    top_span_names: headWithin(topNames(spans), part),
    error_span_count: errors.length,
    error_spans: headWithin(errors.slice(0, listed).map(failureOf), part),
    handled_or_silent_span_count: quiet.length,
    handled_or_silent_spans: headWithin(quiet.slice(0, listed).map(failureOf), part),
    largest_spans: headWithin(largest(spans), part),
    next: 'search_trace with a word or an error text finds spans; view_spans reads up to 200 of them by span_id.',
  };
}

function failureOf(span: Span) {
  const name = cutText(span.name, longestName);
  return { span_id: span.spanId, name, error_class: span.errorClass, says: span.failureText };
}

function largest(spans: Span[]) {
  const sorted = spans.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
  return sorted.map(({ spanId, name, bytes }) => ({
    span_id: spanId,
    name: cutText(name, longestName),
    bytes,
  }));
}

function topNames(spans: Span[]) {
  const counts = new Map<string, number>();
  for (const span of spans) counts.set(span.name, (counts.get(span.name) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).slice(0, 10);
  return names.map(([name, count]) => ({ name: cutText(name, longestName), count }));
}

function sizes(bytes: number[]) {
  const rising = bytes.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(quantile(rising, share) ?? 0);
  return { min: at(0), median: at(0.5), max: at(1) };
}
