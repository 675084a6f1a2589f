import type { Finding } from '../contracts/finding';

export interface FindingCitation {
  traceId: string;
  spanId: string | null;
  /** Name of the span, or of the trace's root, where it is known. */
  name: string | null;
  /** The first words that are quoted from it. */
  quote: string | null;
}

/** What a finding cites, each trace and span once however often it is quoted, in the order of the evidence. */
export function findingCitations({
  evidence,
  evidenceNames,
}: Pick<Finding, 'evidence' | 'evidenceNames'>): FindingCitation[] {
  const cited = new Map<string, FindingCitation>();
  for (const [index, { trace_id: traceId, span_id: spanId = null, quote = null }] of evidence.entries()) {
    const key = JSON.stringify([traceId, spanId]);
    const known = cited.get(key);
    if (known) known.quote ??= quote;
    else cited.set(key, { traceId, spanId, name: evidenceNames?.[index] ?? null, quote });
  }
  return [...cited.values()];
}
