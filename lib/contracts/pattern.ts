import { z } from 'zod';
import { errorClassSchema } from './span';

export const detectorKindSchema = z.enum([
  'error-signatures',
  'failed-tools',
  'silent-failures',
  'unknown-tools',
  'invalid-arguments',
  'repeated-calls',
  'retry-storms',
  'rate-limits',
  'ran-out-of-turns',
  'refusals',
  'empty-answers',
  'cut-off-answers',
  'context-growth',
  'giant-payloads',
  'missing-results',
  'unfinished-spans',
  'slow-spans',
  'recovery',
]);
export type DetectorKind = z.infer<typeof detectorKindSchema>;

/** Kinds that sort failures which signatures tell too, by another mark: two lists that add up would count them twice. */
export const retoldKinds = [
  'unknown-tools',
  'invalid-arguments',
  'rate-limits',
  'ran-out-of-turns',
  'refusals',
  'empty-answers',
  'cut-off-answers',
  'recovery',
] as const satisfies DetectorKind[];

/** Where a pattern was seen. */
export const patternExampleSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  quote: z.string().nullable(),
});

/**
 * One thing a detector found, counted over the traces asked about. `key` names it within its detector, so that
 * the filter `pattern: {detector, key}` gives exactly these traces.
 */
export const patternSchema = z.object({
  detector: detectorKindSchema,
  key: z.string(),
  /** Plain words: what happens. */
  label: z.string(),
  /** The span name, or the tool, that it happens in. */
  subject: z.string(),
  errorClass: errorClassSchema.nullable(),
  /** The masked text that all of them share, where they share one. */
  signature: z.string().nullable(),
  spans: z.number().int(),
  traces: z.number().int(),
  /** Traces asked about. */
  ofTraces: z.number().int(),
  /** Calls of the tool, where the detector counts calls. */
  calls: z.number().int().nullable(),
  wastedNs: z.number().nullable(),
  wastedTokens: z.number().nullable(),
  examples: z.array(patternExampleSchema),
});
export type Pattern = z.infer<typeof patternSchema>;

/** A value that goes with failure more often than chance allows: Fisher's exact test, Benjamini–Hochberg over all tried. */
export const associationSchema = z.object({
  dimension: z.enum(['model', 'agent', 'tool', 'service']),
  value: z.string(),
  failedWith: z.number().int(),
  totalWith: z.number().int(),
  failedWithout: z.number().int(),
  totalWithout: z.number().int(),
  pValue: z.number(),
  adjustedP: z.number(),
});
export type Association = z.infer<typeof associationSchema>;

export const patternReportSchema = z.object({
  ofTraces: z.number().int(),
  patterns: z.array(patternSchema),
  /** Those with an adjusted p below 0.05; the rest was tried and is not blamed. */
  associations: z.array(associationSchema),
  associationsTried: z.number().int(),
});
export type PatternReport = z.infer<typeof patternReportSchema>;
