import { z } from 'zod';
import type { Viewed } from './answers';
import { quotesOf } from './span-words';
import { citeSpan, plain, plural, quoteOf } from './words';

const listed = 8;

/** A span of one trace that failed. */
export interface Failure {
  spanId: string;
  name: string;
  errorClass: string;
  /** In backticks; null where it says nothing. */
  words: string | null;
}

/** The failures of a trace whose spans were read. */
export function failuresOf(viewed: Viewed): Failure[] {
  return viewed.spans.flatMap((span) => {
    const { span_id, error_class, name } = span;
    if (error_class === undefined || span_id === undefined) return [];
    return [{ spanId: span_id, name: name ?? '(unnamed)', errorClass: error_class, words: quotesOf(span) }];
  });
}

/** The failures of a trace that is too long to be read, in order. */
export function failuresSql(trace: string): string {
  return `SELECT span_id, name, error_class, left(failure_text, 300) AS says FROM spans
    WHERE trace_id = ${trace} AND error_class IS NOT NULL ORDER BY start_time, line`;
}

export const failureRow = z
  .object({ span_id: z.string(), name: z.string(), error_class: z.string(), says: z.string().nullable() })
  .transform(
    ({ span_id, name, error_class, says }): Failure => ({
      spanId: span_id,
      name,
      errorClass: error_class,
      words: quoteOf(says ?? ''),
    }),
  );

/**
 * A failure that its child explains is one failure, seen again: it is told last and short. `told` has the words of calls that no span
 * shows, by the span that reads them.
 */
export function failureLines(
  traceId: string,
  failures: readonly Failure[],
  told: ReadonlyMap<string, string>,
): string[] {
  const own = failures.filter((failure) => failure.errorClass !== 'propagated');
  const passedOn = failures.length - own.length;
  if (own.length === 0) {
    return passedOn > 0
      ? [`${plural(passedOn, 'span')} passed an error on whose origin is not in the data.`]
      : ['No span of it failed.'];
  }
  const lines = own.slice(0, listed).map(({ spanId, name, errorClass, words }, index) => {
    const message = quoteOf(told.get(spanId) ?? '') ?? words ?? 'no message';
    return `${index + 1}. ${plain(name)} (${errorClass}${told.has(spanId) ? ', told of a call that was refused' : ''}): ${message} ${citeSpan(traceId, spanId)}`;
  });
  const more = own.length - lines.length;
  return [
    'What failed, in order:',
    ...lines,
    ...(more > 0 ? [`${plural(more, 'more failure')} in the trace.`] : []),
    ...(passedOn > 0 ? [`${plural(passedOn, 'span')} above passed it on.`] : []),
  ];
}
