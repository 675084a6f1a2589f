import { z } from 'zod';
import type { FoundSpan } from './answers';

const statusSchema = z.object({ code: z.unknown(), message: z.string().nullish() });
const eventsSchema = z.array(z.looseObject({ attributes: z.record(z.string(), z.unknown()).optional() }));

/** What a span says about its failure: its status message, its exception, or else what it put out. */
export function failureWords(span: FoundSpan): string | null {
  const message = statusSchema.safeParse(span.status).data?.message?.trim();
  if (message) return message;
  for (const event of eventsSchema.safeParse(span.events).data ?? []) {
    const exception = event.attributes?.['exception.message'];
    if (typeof exception === 'string' && exception.trim() !== '') return exception;
  }
  for (const key of [
    'exception.message',
    'error.message',
    'output.value',
    'gen_ai.tool.call.result',
    'ai.toolCall.result',
  ]) {
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
