import { z } from 'zod';

/** One bar of the time histogram: half open, ISO 8601. */
export const timeBucketSchema = z.object({
  from: z.string(),
  to: z.string(),
  traces: z.number().int(),
  errorTraces: z.number().int(),
  silentTraces: z.number().int(),
});

/** True totals of everything that the filters select. */
export const overviewSchema = z.object({
  traces: z.number().int(),
  /** All traces of the dataset, whatever the filters. */
  ofTraces: z.number().int(),
  spans: z.number().int(),
  errorTraces: z.number().int(),
  errorSpans: z.number().int(),
  silentTraces: z.number().int(),
  handledTraces: z.number().int(),
  failedToolSpans: z.number().int(),
  orphanSpans: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Sum over the traces that know it; null where none does. */
  costUsd: z.number().nullable(),
  tracesWithoutCost: z.number().int(),
  bytes: z.number().int(),
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  durationP50Ns: z.number().nullable(),
  durationP95Ns: z.number().nullable(),
  buckets: z.array(timeBucketSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

export const facetNameSchema = z.enum(['outcome', 'agent', 'model', 'tool', 'service', 'project']);
export type FacetName = z.infer<typeof facetNameSchema>;

/** A value and how many of the selected traces have it. */
export const facetValueSchema = z.object({ value: z.string(), traces: z.number().int() });
/** Values most frequent first, at most `facetLimit`; `distinct` says how many there are in all. */
export const facetSchema = z.object({
  name: facetNameSchema,
  values: z.array(facetValueSchema),
  distinct: z.number().int(),
});
export type Facet = z.infer<typeof facetSchema>;

/** Failures that say the same: masked text, so that ids, numbers, paths and times do not split one cause. */
export const signatureSchema = z.object({
  /** Key of the filter `pattern: {detector: 'error-signatures' | 'silent-failures', key}`. */
  detector: z.enum(['error-signatures', 'silent-failures']),
  key: z.string(),
  spanName: z.string(),
  text: z.string(),
  errorClass: z.string(),
  spans: z.number().int(),
  traces: z.number().int(),
});
export type Signature = z.infer<typeof signatureSchema>;
