import { z } from 'zod';
import { errorClassSchema, observationKindSchema, type Span, statusSchema } from '../contracts/span';

const columnsSchema = z.object({
  texts: z.array(z.string()),
  spans: z.array(z.array(z.number().nullable())),
});

/**
 * Spans as one short text, for the way to the browser: about a fifth of what they take as objects, since names, ids
 * and parents' ids repeat. Texts are numbered from 0; null stays null.
 */
export function encodeSpans(spans: readonly Span[]): string {
  const places = new Map<string, number>();
  const place = (text: string | null): number | null => {
    if (text === null) return null;
    const known = places.get(text) ?? places.size;
    places.set(text, known);
    return known;
  };
  const rows = spans.map((span) => [
    span.row,
    place(span.spanId),
    place(span.parentSpanId),
    place(span.name),
    observationKindSchema.options.indexOf(span.observationKind),
    span.startOffsetNs,
    span.durationNs,
    statusSchema.options.indexOf(span.status),
    place(span.statusMessage),
    span.errorClass === null ? null : errorClassSchema.options.indexOf(span.errorClass),
    place(span.failureText),
    place(span.toolName),
    place(span.modelName),
    place(span.agentName),
    span.inputTokens,
    span.outputTokens,
    span.costUsd,
    span.bytes,
    span.conflict ? 1 : 0,
  ]);
  return JSON.stringify({ texts: [...places.keys()], spans: rows });
}

/** The spans of `encodeSpans`, the same in every field. Throws ZodError for anything else. */
export function decodeSpans(encoded: string): Span[] {
  const { texts, spans } = columnsSchema.parse(JSON.parse(encoded));
  const text = (place: number | null | undefined): string | null => {
    return place === null || place === undefined ? null : (texts[place] ?? null);
  };
  return spans.map((columns) => {
    const [row, id, parent, name, kind, start, duration, status, message, failed, failure, ...more] = columns;
    const [tool, model, agent, input, output, cost, bytes, conflict] = more;
    return {
      row: row ?? 0,
      spanId: text(id) ?? '',
      parentSpanId: text(parent),
      name: text(name) ?? '',
      observationKind: observationKindSchema.options[kind ?? -1] ?? 'SPAN',
      startOffsetNs: start ?? null,
      durationNs: duration ?? null,
      status: statusSchema.options[status ?? -1] ?? 'UNSET',
      statusMessage: text(message),
      errorClass: errorClassSchema.options[failed ?? -1] ?? null,
      failureText: text(failure),
      toolName: text(tool),
      modelName: text(model),
      agentName: text(agent),
      inputTokens: input ?? null,
      outputTokens: output ?? null,
      costUsd: cost ?? null,
      bytes: bytes ?? 0,
      conflict: conflict === 1,
    };
  });
}
