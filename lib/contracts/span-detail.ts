import { z } from 'zod';
import { spanSchema } from './span';

/** Where a span was read from. */
export const spanSourceSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  byteOffset: z.number().int(),
});

/**
 * One span with everything in it. `raw` is the line byte for byte (bytes that are no UTF-8 replaced), cut at
 * `rawLimit` bytes where `rawCut` says so; `attributes`, `resource`, `events` and `rest` come from the same line.
 */
export const spanDetailSchema = spanSchema.extend({
  traceId: z.string(),
  otelKind: z.string(),
  /** ISO 8601 with nanoseconds. */
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  provider: z.string().nullable(),
  serviceName: z.string().nullable(),
  projectId: z.string().nullable(),
  sessionId: z.string().nullable(),
  userId: z.string().nullable(),
  cacheReadTokens: z.number().nullable(),
  reasoningTokens: z.number().nullable(),
  raw: z.string(),
  rawCut: z.boolean(),
  source: spanSourceSchema,
});
export type SpanDetail = z.infer<typeof spanDetailSchema>;
