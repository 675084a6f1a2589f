import { z } from 'zod';

/** A line that is no span: kept with its place (line from 1, byteOffset from 0), why, and an excerpt of at most 200 characters. */
export const rejectionSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  byteOffset: z.number().int(),
  reason: z.string(),
  excerpt: z.string(),
});
export type Rejection = z.infer<typeof rejectionSchema>;

export const importWarningSchema = z.object({
  /** Stable word for what it is about, such as `missing-attribute`, `conflict`, `invalid-utf8`, `unreadable-time`, `stacked-runs`. */
  code: z.string(),
  message: z.string(),
  count: z.number().int(),
});

/**
 * What became of every line: `lines = spans + duplicates + rejected + blank`.
 * `rejections` holds the first 1,000; the dataset keeps them all.
 */
export const importReportSchema = z.object({
  datasetId: z.string(),
  files: z.array(z.object({ file: z.string(), bytes: z.number().int(), lines: z.number().int() })),
  lines: z.number().int(),
  spans: z.number().int(),
  traces: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.number().int(),
  blank: z.number().int(),
  rejections: z.array(rejectionSchema),
  warnings: z.array(importWarningSchema),
  /** True where the files were imported before and nothing was read again. */
  reused: z.boolean(),
  ms: z.number(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What an import tells while it runs; exactly one `finished`, `failed` or `cancelled` ends it. */
export const importEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    phase: z.enum(['reading', 'linking', 'analysing', 'saving']),
    bytesRead: z.number(),
    bytesTotal: z.number(),
    spans: z.number(),
    rejected: z.number(),
    ms: z.number(),
  }),
  z.object({ type: z.literal('finished'), report: importReportSchema }),
  z.object({ type: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('cancelled') }),
]);
export type ImportEvent = z.infer<typeof importEventSchema>;
