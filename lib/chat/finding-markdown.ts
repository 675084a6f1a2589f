import type { Evidence, Finding } from '../contracts/finding';
import { formatCount, formatRate } from '../format';
import { describeFilters } from '../search/describe-filters';
import { datasetUrl, traceUrl } from '../url';
import { escapeMarkdown } from './escape-markdown';
import { inlineCode } from './inline-code';

export interface MarkdownPlace {
  /** "http://127.0.0.1:4269": links in what is carried away must be whole. */
  origin: string;
}

/** A finding to paste into an issue: what, how often, the words, where, and how to check it again. */
export function findingMarkdown(finding: Finding, { origin }: MarkdownPlace): string {
  const { title, severity, kind, claim, evidence, predicate, datasetId, datasetName } = finding;
  const search = `${origin}${datasetUrl(datasetId, predicate)}`;
  const terms = describeFilters(predicate, finding.patternName);
  return [
    `### ${escapeMarkdown(title)}`,
    `**${escapeMarkdown(kind ? `${severity} · ${kind}` : severity)}** · ${prevalenceText(finding)}`,
    escapeMarkdown(claim),
    evidence.map((one) => evidenceLine(one, { origin, datasetId })).join('\n'),
    `[${terms.length > 0 ? terms.map(inlineCode).join(' ') : 'All traces'}](${search}) in ${inlineCode(datasetName)}`,
  ].join('\n\n');
}

/** "45 of 118 traces · 38.1 % (95 % CI 29.9–47.1 %)". */
export function prevalenceText({ prevalence }: Pick<Finding, 'prevalence'>): string {
  const { traces, ofTraces, rate } = prevalence;
  const share = `${formatRate(rate)} (${intervalText(prevalence)})`;
  return `${formatCount(traces)} of ${formatCount(ofTraces)} traces · ${share}`;
}

/** "95 % CI 29.9–47.1 %". */
export function intervalText({ low, high }: Pick<Finding['prevalence'], 'low' | 'high'>): string {
  return `95 % CI ${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)} %`;
}

function evidenceLine(evidence: Evidence, place: MarkdownPlace & { datasetId: string }): string {
  const { trace_id: traceId, span_id: spanId, quote } = evidence;
  const link = `${place.origin}${traceUrl({ datasetId: place.datasetId, traceId, spanId, quote })}`;
  const label = inlineCode(spanId ? `${traceId}/${spanId}` : traceId);
  return quote ? `- [${label}](${link}): ${inlineCode(quote)}` : `- [${label}](${link})`;
}
