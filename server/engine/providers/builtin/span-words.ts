import { z } from 'zod';
import { quotePattern, quotePieces } from '../../../../lib/search/quote-pattern';
import type { FoundSpan } from './answers';
import { quoteOf } from './words';

const statusSchema = z.object({ code: z.unknown(), message: z.string().nullish() });
const eventsSchema = z.array(z.looseObject({ attributes: z.record(z.string(), z.unknown()).optional() }));

const outputKeys = ['output.value', 'gen_ai.tool.call.result', 'ai.toolCall.result'];
const failure = /error|errno|exception|traceback|fail|denied|refused|not found|timed? ?out|unavailable/i;

/** What a span says about its failure: its status message, its exception, or else what it put out. */
export function failureWords(span: FoundSpan): string | null {
  const message = statusSchema.safeParse(span.status).data?.message?.trim();
  if (message) return message;
  for (const event of eventsSchema.safeParse(span.events).data ?? []) {
    const exception = event.attributes?.['exception.message'];
    if (typeof exception === 'string' && exception.trim() !== '') return exception;
  }
  return firstText(span, ['exception.message', 'error.message', ...outputKeys]);
}

/** Whether words stand in a value, white space and JSON escapes aside. */
export function saysSo(value: unknown, words: string): boolean {
  const json = JSON.stringify(value);
  const pieces = quotePieces(words);
  return pieces.length > 0 && pieces.every((piece) => new RegExp(quotePattern(piece)).test(json));
}

/** What a span says about its failure, in backticks, with what it put out beside it where that says more; null where nothing is said. */
export function quotesOf(span: FoundSpan): string | null {
  const words = failureWords(span);
  const output = failedOutput(span);
  const quote = quoteOf(words ?? '');
  const more = output === null || saysSo(output, words ?? '') ? null : quoteOf(output);
  return quote === null || more === null ? (quote ?? more) : `${quote}, its output ${more}`;
}

/** What a span put out, where that is a text. */
export function outputOf(span: FoundSpan): string | null {
  return firstText(span, outputKeys);
}

/** Kinds whose output is the answer of something that was called; a model's speaks of failures that are others'. */
const puts = new Set(['TOOL', 'SPAN', 'GUARDRAIL', '']);

/** What a failed span put out, where that tells of a failure too: often more than its status message does. */
export function failedOutput(span: FoundSpan): string | null {
  if (span.error_class === 'handled' || !puts.has(span.observation_kind ?? '')) return null;
  const output = outputOf(span);
  return output !== null && failure.test(output) ? output : null;
}

function firstText(span: FoundSpan, keys: string[]): string | null {
  for (const key of keys) {
    const value = span.attributes?.[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

/** The tool that a span called; null where it is no tool call. */
export function toolOf(span: FoundSpan): string | null {
  if (span.observation_kind !== 'TOOL') return null;
  for (const key of ['tool.name', 'gen_ai.tool.name', 'ai.toolCall.name']) {
    const value = span.attributes?.[key];
    if (typeof value === 'string') return value;
  }
  return (span.name ?? 'tool').replace(/^(?:function\.|execute_tool )/, '');
}
