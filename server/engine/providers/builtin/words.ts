import { formatCount, formatRate } from '../../../../lib/format';
import { quotePieces } from '../../../../lib/search/quote-pattern';
import { wilsonInterval } from '../../../../lib/stats/wilson';
import type { DatasetOverview, FoundPattern, Patterns } from './answers';
import { headOfWords } from './cut-at-word';

/** Stands under every answer, so that nobody takes rules for a model. */
export const signature =
  '*Built-in analyst: fixed rules over what the detectors counted; no language model took part.*';

/** "12 of 300 traces (4.0 %)". */
export function ofTraces(part: number, whole: number): string {
  return shareOf({ part, whole, noun: 'traces' });
}

/** The same of something else than traces; of what was named before, where no noun is given. */
export function shareOf({ part, whole, noun }: { part: number; whole: number; noun?: string }): string {
  const rate = whole === 0 ? '' : ` (${formatRate(part / whole)})`;
  return `${formatCount(part)} of ${formatCount(whole)}${noun === undefined ? '' : ` ${noun}`}${rate}`;
}

/** "95 % interval 2.3–6.9 %". */
export function interval(part: number, whole: number): string {
  const { low, high } = wilsonInterval(part, whole);
  return `95 % interval ${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`;
}

/** "1 span", "2 spans". */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A citation, or plain words where the id holds what would end one. */
export function citeTrace(traceId: string): string {
  return /[[\]\n]/.test(traceId) ? `trace ${traceId}` : `[trace:${traceId}]`;
}

export function citeSpan(traceId: string, spanId: string): string {
  return /[[\]\n]/.test(traceId + spanId)
    ? `span ${spanId} of trace ${traceId}`
    : `[span:${traceId}/${spanId}]`;
}

const longestQuote = 200;

/** Words to the letter, in backticks: the first line, up to the end of a word, so that what is shown still stands in the span. */
export function quoteOf(text: string): string | null {
  const line = quotePieces(text)
    .flatMap((piece) => piece.split(/\r?\n|\\n/))
    .map((part) =>
      part.replaceAll('`', '').length === part.length ? part.trim() : (part.split('`')[0] ?? '').trim(),
    )
    .find((part) => part.length >= 3);
  if (line === undefined) return null;
  return `\`${headOfWords(line, longestQuote)}\``;
}

/** A name or label as plain text in Markdown, table cells included. */
export function plain(text: string): string {
  return text.replace(/[\\`*|]|__|~~/g, (mark) => mark.replace(/./g, '\\$&'));
}

/** What was tested for going with failure, and what passed. */
export function associationLines(report: Patterns): string[] {
  const tested = `${plural(report.associations_tried, 'model, agent, tool and service value')} tested`;
  if (report.associations_tried === 0) {
    return [
      'Blame: nothing could be tested, for no model, agent, tool or service is in some of the traces and not in others.',
    ];
  }
  if (report.associations.length === 0) {
    return [
      `Blame: ${tested}, none goes with failure beyond chance (Fisher's exact test, Benjamini–Hochberg at 5 %).`,
    ];
  }
  return [
    `Goes with failure beyond chance (${tested}, Fisher's exact test, Benjamini–Hochberg at 5 %):`,
    ...report.associations
      .slice(0, 10)
      .map(
        (one) =>
          `- ${one.dimension} \`${one.value}\`: failed in ${one.failed_with} with it, in ${one.failed_without} without it (adjusted p ${one.adjusted_p.toPrecision(2)}).`,
      ),
  ];
}

/** What it cost, where the detector knows. */
export function waste(pattern: FoundPattern): string {
  const parts: string[] = [];
  if (pattern.wasted_ms) parts.push(`${formatCount(pattern.wasted_ms)} ms`);
  if (pattern.wasted_tokens) parts.push(`${formatCount(pattern.wasted_tokens)} tokens`);
  return parts.length === 0 ? '' : ` Wasted: ${parts.join(', ')}.`;
}

/** Said where there is not one trace to look at. */
export function nothingMatches({ of_traces_in_dataset }: DatasetOverview): string {
  return of_traces_in_dataset === 0
    ? 'The dataset has no traces, so there is nothing to diagnose.'
    : `No trace matches these filters (of ${plural(of_traces_in_dataset, 'trace')} in the dataset), so there is nothing to diagnose.`;
}

/** Parts with an empty line between, lists with a line each; empty ones are left out. */
export function paragraphs(...parts: (string | string[])[]): string {
  return parts
    .map((part) => (Array.isArray(part) ? part.join('\n') : part))
    .filter((part) => part !== '')
    .join('\n\n');
}
