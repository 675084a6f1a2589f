import type { Pattern } from '../../lib/contracts/pattern';
import { cutText } from './limits';

/** Characters: names of tools may be of any length. */
const longestText = 1000;

/** A pattern as a model is shown it. `detector` and `key` make the filter that selects its traces. */
export function viewPattern(pattern: Pattern) {
  const { detector, key, label, subject, spans, traces, ofTraces, calls } = pattern;
  return {
    detector,
    key,
    label: cutText(label, longestText),
    subject: cutText(subject, longestText),
    ...(pattern.errorClass === null ? {} : { error_class: pattern.errorClass }),
    ...(pattern.signature === null ? {} : { signature: cutText(pattern.signature, longestText) }),
    spans,
    traces,
    of_traces: ofTraces,
    rate: share(traces, ofTraces),
    ...(calls === null ? {} : { calls, call_rate: share(spans, calls) }),
    ...(pattern.wastedNs === null ? {} : { wasted_ms: Math.round(pattern.wastedNs / 1e6) }),
    ...(pattern.wastedTokens === null ? {} : { wasted_tokens: pattern.wastedTokens }),
    examples: pattern.examples.map(({ traceId, spanId, quote }) => ({
      trace_id: traceId,
      span_id: spanId,
      ...(quote === null ? {} : { quote }),
    })),
  };
}

/** A share from 0 to 1 with four decimals; of nothing, nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
