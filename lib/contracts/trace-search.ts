import { z } from 'zod';

/** Which spans of a trace hold a text in their raw JSON, in order of start, each with how often. */
export const traceSearchSchema = z.object({
  matches: z.number().int(),
  spans: z.array(z.object({ row: z.number().int(), matches: z.number().int() })),
});
export type TraceSearch = z.infer<typeof traceSearchSchema>;
