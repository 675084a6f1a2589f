import {
  type FoundTrace,
  overviewSchema,
  patternsSchema,
  read,
  tracesSchema,
  type Viewed,
  viewedSchema,
} from './answers';
import type { Play } from './play';
import { quotesOf } from './span-words';
import { citeSpan, citeTrace, ofTraces, paragraphs, plain, plural, quoteOf, shareOf } from './words';

const listed = 5;

/** The traces with status ERROR: how many, the first five by error spans, what each says, and what they have in common. */
export function* errorTraces(): Play {
  const filters = { has_errors: true };
  const [first, second, third] = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'query_traces', args: { filters, sort: 'errors', limit: listed } },
      { name: 'find_patterns', args: { filters, detectors: ['error-signatures'] } },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least three turns.',
  };
  const overview = read(overviewSchema, first);
  const page = read(tracesSchema, second);
  const report = read(patternsSchema, third);
  if (!overview || !page || !report) return 'The data could not be read; see what the tools answered.';
  const total = `${ofTraces(overview.error_trace_count, overview.total_traces)} have at least one span with status ERROR; ${plural(overview.error_span_count, 'span')} in all.`;
  if (page.traces.length === 0) {
    return paragraphs(
      total,
      `Failures under another status: ${ofTraces(overview.silent_failure_trace_count, overview.total_traces)} hold a silent one.`,
    );
  }
  const viewed = yield {
    calls: page.traces.map((trace) => ({ name: 'view_trace', args: { trace_id: trace.trace_id } })),
    otherwise: paragraphs(
      total,
      page.traces.map((trace, index) => line({ trace, place: index + 1, viewed: undefined })),
    ),
  };
  const entries = page.traces.map((trace, index) =>
    line({ trace, place: index + 1, viewed: read(viewedSchema, viewed[index]) }),
  );
  const causes = report.patterns
    .filter((pattern) => pattern.error_class !== 'propagated')
    .slice(0, listed)
    .map(
      (pattern) =>
        `- ${plain(pattern.label)}: ${shareOf({ part: pattern.traces, whole: overview.error_trace_count, noun: 'error traces' })}`,
    );
  return paragraphs(
    total,
    page.total > listed
      ? `The ${listed} with the most error spans, of ${page.total}:`
      : 'All of them, by error spans:',
    entries,
    causes.length > 0 ? ['What they say, over all error traces:', ...causes] : '',
  );
}

function line(options: { trace: FoundTrace; place: number; viewed: Viewed | undefined }): string {
  const { trace, place, viewed } = options;
  const head = `${place}. ${citeTrace(trace.trace_id)}: ${shareOf({ part: trace.error_span_count, whole: trace.span_count, noun: 'spans' })} with status ERROR.`;
  const origin = originOf(viewed);
  if (origin === null) return head;
  return `${head} It began with ${origin.quote ?? 'no words'} ${citeSpan(trace.trace_id, origin.spanId)}`;
}

/** The first span that failed by itself, and its words. */
function originOf(viewed: Viewed | undefined): { spanId: string; quote: string | null } | null {
  const span = viewed?.spans.find((candidate) => candidate.error_class === 'origin');
  if (span?.span_id !== undefined) return { spanId: span.span_id, quote: quotesOf(span) };
  const listedSpan = viewed?.oversized?.error_spans.find((candidate) => candidate.error_class === 'origin');
  return listedSpan ? { spanId: listedSpan.span_id, quote: quoteOf(listedSpan.says ?? '') } : null;
}
