import type { Span } from '../../lib/contracts/span';
import type { TraceSummary } from '../../lib/contracts/trace';
import { formatDuration } from '../../lib/format';
import { shownText } from '../../lib/trace/json-tokens';
import { readSpanPayload } from '../../lib/trace/span-payload';
import { spokenName } from '../../lib/trace/spoken-name';
import type { Database } from '../database';
import { readRawSpans } from '../store/spans';
import { readTrace } from '../store/trace';
import { cutText } from './limits';

/** More spans of one trace are not told one by one. */
const mostSpans = 120;
/** A line longer than this, in bytes, is told without its input and output. */
const longestLine = 2_000_000;
/** Characters that a span has at least for each of input and output. */
const fewest = 60;

export interface DigestRequest {
  database: Database;
  traceId: string;
  /** About so many characters in all. */
  characters: number;
  signal: AbortSignal;
}

/** What the spans of a trace say, cut, for a reader that cannot look anything up; and the rows of the spans that were read. */
export async function digestTrace(request: DigestRequest): Promise<{ text: string; rows: number[] }> {
  const { characters, ...trace } = request;
  const { summary, spans } = await readTrace(trace);
  const told = chooseSpans(spans);
  const short = told.filter((span) => span.bytes <= longestLine).map((span) => span.spanId);
  const raws = new Map((await readRawSpans({ ...trace, spanIds: short })).map((raw) => [raw.row, raw.raw]));
  const each = Math.max(fewest, Math.floor(characters / (told.length + 1) / 2) - 40);
  const lines = told.map((span) => describeSpan({ span, raw: raws.get(span.row), each }));
  const left = spans.length - told.length;
  const rest = left > 0 ? [`(${left} more spans that did not fail are left out.)`] : [];
  return {
    text: cutText([describeTrace(summary), ...lines, ...rest].join('\n'), characters),
    rows: told.map((span) => span.row),
  };
}

/** Those that failed, and of the others the first and the last; in their order. */
function chooseSpans(spans: Span[]): Span[] {
  if (spans.length <= mostSpans) return spans;
  const failed = spans.filter((span) => span.errorClass !== null).slice(0, mostSpans / 2);
  const half = Math.floor((mostSpans - failed.length) / 2);
  return [...new Set([...spans.slice(0, half), ...failed, ...spans.slice(-half)])].sort(
    (a, b) => spans.indexOf(a) - spans.indexOf(b),
  );
}

function describeTrace({ traceId, rootName, outcome, spanCount, durationNs }: TraceSummary): string {
  return `## [trace:${traceId}] ${rootName}: ${outcome}, ${spanCount} spans, ${formatDuration(durationNs)}`;
}

function describeSpan({ span, raw, each }: { span: Span; raw: string | undefined; each: number }): string {
  const { spanId, observationKind, durationNs, statusMessage, errorClass, failureText } = span;
  const failure = errorClass === null ? '' : `; ${errorClass} failure`;
  const says = failureText === null ? '' : `: ${cutText(oneLine(failureText), each)}`;
  const status = statusMessage && statusMessage !== failureText ? `; status: ${oneLine(statusMessage)}` : '';
  const spoken = `${observationKind} ${spokenName(span)}, ${formatDuration(durationNs)}`;
  const head = `- ${spanId} ${spoken}${cutText(status, each)}${failure}${says}`;
  if (raw === undefined) return head;
  const { input, output } = readSpanPayload(raw);
  const side = (name: string, value: typeof input) =>
    value === undefined ? [] : [`  ${name}: ${cutText(oneLine(shownText(value)), each)}`];
  return [head, ...side('in', input), ...side('out', output)].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
