import {
  type DatasetOverview,
  type FoundPattern,
  type FoundTrace,
  overviewSchema,
  patternsSchema,
  read,
  tracesSchema,
  type Viewed,
  viewedSchema,
} from './answers';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedFilters } from './scope';
import { asksForSuccess, soundTraces } from './sound-traces';
import { quotesOf } from './span-words';
import type { Wish } from './wish';
import {
  citeSpan,
  citeTrace,
  nothingMatches,
  ofTraces,
  paragraphs,
  plain,
  plural,
  quoteOf,
  shareOf,
} from './words';

const usual = 5;

/** The traces with status ERROR: how many, those of most error spans, what each says, and what they have in common. */
export function errorTraces(wish: Wish): Play {
  return asksForSuccess(wish) ? soundTraces(wish) : failedTraces(wish);
}

function* failedTraces(wish: Wish): Play {
  const named = namedFilters(wish.scope);
  const listed = wish.limit ?? usual;
  const offset = wish.page * listed;
  // A filter of the page that asks for traces without errors stays: then there are none.
  const filters = wish.scope.page.has_errors === undefined ? { ...named, has_errors: true } : named;
  const [first, second, third] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filtersArgs(named) },
      { name: 'query_traces', args: { ...filtersArgs(filters), sort: 'errors', limit: listed, offset } },
      { name: 'find_patterns', args: { ...filtersArgs(filters), detectors: ['error-signatures'] } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const page = read(tracesSchema, second);
  const report = read(patternsSchema, third);
  if (!overview || !page || !report) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const total = totalLine(overview);
  const traces = overview.error_trace_count === 0 ? [] : page.traces;
  if (traces.length === 0) return paragraphs(total, offset > 0 ? 'There are no more of them.' : '');
  const tell = (views: (Viewed | undefined)[]) =>
    traces.map((trace, at) => line({ trace, place: offset + at + 1, viewed: views[at] }));
  const viewed = yield {
    calls: traces.map((trace) => ({ name: 'view_trace', args: { trace_id: trace.trace_id } })),
    otherwise: paragraphs(total, tell([])),
  };
  const rest = page.total - offset - traces.length;
  return paragraphs(
    total,
    rest > 0 || offset > 0
      ? `Those with the most error spans, ${offset + 1} to ${offset + traces.length} of ${page.total}:`
      : 'All of them, by error spans:',
    tell(viewed.map((answer) => read(viewedSchema, answer))),
    causeLines(report.patterns, overview),
  );
}

function totalLine(overview: DatasetOverview): string {
  const { error_trace_count, total_traces, error_span_count, silent_failure_trace_count } = overview;
  return `${ofTraces(error_trace_count, total_traces)} have at least one span with status ERROR; ${plural(error_span_count, 'span')} in all. Under another status, ${ofTraces(silent_failure_trace_count, total_traces)} hold a silent failure.`;
}

function causeLines(patterns: readonly FoundPattern[], overview: DatasetOverview): string[] {
  const causes = patterns
    .filter((pattern) => pattern.error_class !== 'propagated')
    .slice(0, usual)
    .map(
      (pattern) =>
        `- ${plain(pattern.label)}: ${shareOf({ part: pattern.traces, whole: overview.error_trace_count, noun: 'error traces' })}, ${plural(pattern.spans, 'span')}`,
    );
  return causes.length > 0 ? ['What they say, over all error traces, the commonest first:', ...causes] : [];
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
