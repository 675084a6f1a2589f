import { z } from 'zod';

/** What the server found out about one `[trace:ID]` or `[span:TRACE_ID/SPAN_ID]` of an answer. */
export const citationSchema = z.object({
  /** The citation as written, brackets included. */
  text: z.string(),
  traceId: z.string(),
  spanId: z.string().nullable(),
  /** It is in this dataset. */
  exists: z.boolean(),
  /** Name of the cited span, or of the trace's root. */
  name: z.string().nullable(),
  /** Text in backticks or quotes beside it, and whether it stands in what is cited. */
  quotes: z.array(z.object({ text: z.string(), found: z.boolean() })),
});
export type Citation = z.infer<typeof citationSchema>;
