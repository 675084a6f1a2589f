import { type Example, type FoundPattern, type FoundSpan, read, viewedSchema } from './answers';
import { cutAtWord } from './cut-at-word';
import { detectorWords } from './detector-words';
import type { PlayAnswer, PlayCall } from './play';
import { failedOutput, saysSo } from './span-words';
import { citeSpan, citeTrace, interval, ofTraces, plain, plural, quoteOf, shareOf, waste } from './words';

const examplesRead = 2;
const othersCited = 3;
/** What a finding takes. */
const longestTitle = 160;

/** Calls that read the examples of these patterns, a call a trace. */
export function readExamples(patterns: readonly FoundPattern[]): PlayCall[] {
  return readSpans(patterns.flatMap((pattern) => pattern.examples.slice(0, examplesRead)));
}

/** Calls that read these spans, a call a trace. */
export function readSpans(examples: readonly Pick<Example, 'trace_id' | 'span_id'>[]): PlayCall[] {
  const byTrace = new Map<string, Set<string>>();
  for (const example of examples) {
    const spans = byTrace.get(example.trace_id) ?? new Set();
    byTrace.set(example.trace_id, spans.add(example.span_id));
  }
  return [...byTrace].map(([trace_id, spans]) => ({
    name: 'view_spans',
    args: { trace_id, span_ids: [...spans] },
  }));
}

/** The spans that were read, by trace and span. */
export type SpansRead = Map<string, FoundSpan>;

/** The span that was read, if it was. */
export function spanRead(
  name: { trace_id: string; span_id: string },
  spans: SpansRead,
): FoundSpan | undefined {
  return spans.get(nameOf(name.trace_id, name.span_id));
}

/** What `view_spans` answered; a refusal holds no spans. */
export function spansRead(answers: PlayAnswer[]): SpansRead {
  const spans: SpansRead = new Map();
  for (const answer of answers) {
    const viewed = read(viewedSchema, answer);
    for (const span of viewed?.spans ?? []) {
      if (viewed && span.span_id !== undefined) spans.set(nameOf(viewed.trace_id, span.span_id), span);
    }
  }
  return spans;
}

/**
 * The example's words, in backticks, where they were read in its span; a quote that was not seen there is not used. Detectors
 * put a kind before the words ("HTTP 503: …") that stands elsewhere in the span: without it they may be found.
 */
export function seenQuote({ trace_id, span_id, quote }: Example, spans: SpansRead): string | null {
  const span = spanRead({ trace_id, span_id }, spans);
  if (span === undefined || quote === undefined) return null;
  for (const words of [quote, quote.replace(/^[^:]*: /, '')]) {
    const shown = quoteOf(words);
    if (shown !== null && saysSo(span, shown.slice(1, -1))) return shown;
  }
  return null;
}

/** What the span put out, in backticks, where that says more than the example's words. */
function seenOutput({ trace_id, span_id, quote }: Example, spans: SpansRead): string | null {
  const span = spans.get(nameOf(trace_id, span_id));
  const output = span === undefined || quote === undefined ? null : failedOutput(span);
  if (span === undefined || output === null) return null;
  const shown = quoteOf(output);
  return shown !== null && !saysSo(output, quote ?? '') && saysSo(span, shown.slice(1, -1)) ? shown : null;
}

/** A finding about a pattern, as `report_finding` takes it. */
export function findingOf(pattern: FoundPattern, spans: SpansRead): PlayCall {
  const evidence = pattern.examples.slice(0, examplesRead).flatMap((example) => {
    const { trace_id, span_id } = example;
    const quotes = [seenQuote(example, spans), seenOutput(example, spans)].flatMap((quote) => quote ?? []);
    if (quotes.length === 0) return [{ trace_id, span_id }];
    return quotes.map((quote) => ({ trace_id, span_id, quote: quote.slice(1, -1) }));
  });
  const { detector, key, traces, of_traces } = pattern;
  return {
    name: 'report_finding',
    args: {
      title: cutAtWord(pattern.label, longestTitle),
      severity: severityOf(pattern),
      kind: detectorWords[detector].kind,
      claim: `${pattern.label}: ${plural(pattern.spans, 'span')} in ${ofTraces(traces, of_traces)}.${waste(pattern)}`,
      evidence,
      predicate: { pattern: { detector, key } },
      confidence: 'high',
    },
  };
}

/** The paragraph about a pattern: how often, the exact words with their span, and other traces. */
function describe(options: { pattern: FoundPattern; spans: SpansRead; place: number }): string[] {
  const { pattern, spans, place } = options;
  const { traces, of_traces } = pattern;
  const count = `${ofTraces(traces, of_traces)}, ${interval(traces, of_traces)}; ${plural(pattern.spans, 'span')}`;
  const kind = pattern.error_class === 'handled' ? 'handled error' : detectorWords[pattern.detector].kind;
  const calls =
    pattern.calls === undefined
      ? ''
      : `, ${shareOf({ part: pattern.spans, whole: pattern.calls, noun: 'calls' })} failed`;
  const lines = [`${place}. **${plain(pattern.label)}** (${kind}): ${count}${calls}.${waste(pattern)}`];
  const cited = pattern.examples.find((example) => seenQuote(example, spans) !== null) ?? pattern.examples[0];
  if (cited === undefined) return lines;
  const where = citeSpan(cited.trace_id, cited.span_id);
  const quote = seenQuote(cited, spans);
  const output = seenOutput(cited, spans);
  const more = output === null ? '' : `, its output ${output}`;
  lines.push(quote === null ? `   Seen in ${where}` : `   It says ${quote}${more} ${where}`);
  const others = pattern.examples
    .filter((example) => example.trace_id !== cited.trace_id)
    .slice(0, othersCited);
  if (others.length > 0)
    lines.push(`   More: ${others.map((other) => citeTrace(other.trace_id)).join(', ')}`);
  return lines;
}

/** How bad, by what it is and how much of all it touches. */
function severityOf(pattern: FoundPattern): 'critical' | 'major' | 'minor' | 'info' {
  const rate = pattern.of_traces === 0 ? 0 : pattern.traces / pattern.of_traces;
  const { is } = detectorWords[pattern.detector];
  if (is === 'waste') return rate >= 0.1 ? 'minor' : 'info';
  if (pattern.error_class === 'handled' || is === 'outcome') return 'minor';
  return rate >= 0.2 ? 'critical' : rate >= 0.02 ? 'major' : 'minor';
}

function nameOf(traceId: string, spanId: string): string {
  return JSON.stringify([traceId, spanId]);
}

/** The paragraphs about several of them, numbered; the first has the number behind `from`. */
export function describeAll(patterns: readonly FoundPattern[], spans: SpansRead, from = 0): string[][] {
  return patterns.map((pattern, index) => describe({ pattern, spans, place: from + index + 1 }));
}
