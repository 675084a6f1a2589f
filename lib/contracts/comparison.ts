import { z } from 'zod';
import { filtersSchema } from './filters';
import { patternSchema } from './pattern';

/** What is compared: the traces of a dataset that filters select. */
export const comparedSchema = z.object({
  datasetId: z.string(),
  datasetName: z.string(),
  /** ISO 8601. */
  importedAt: z.string(),
  filters: filtersSchema,
  traces: z.number().int(),
  spans: z.number().int(),
  /** ISO 8601; null where no span has a time. */
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type Compared = z.infer<typeof comparedSchema>;

/** How many traces of each side something holds for, and whether that differs by more than chance. */
export const shareChangeSchema = z.object({
  a: z.number().int(),
  ofA: z.number().int(),
  b: z.number().int(),
  ofB: z.number().int(),
  /** Of the rates, b − a, with its 95 % interval. */
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  /** Fisher's exact test, two-sided. */
  pValue: z.number(),
});

export const changeSchema = z.enum(['new', 'gone', 'up', 'down', 'same']);
export type Change = z.infer<typeof changeSchema>;

export const patternChangeSchema = shareChangeSchema.extend({
  detector: patternSchema.shape.detector,
  key: z.string(),
  label: z.string(),
  signature: z.string().nullable(),
  errorClass: patternSchema.shape.errorClass,
  /** By Benjamini–Hochberg over all patterns of both sides. */
  adjustedP: z.number(),
  /** `up` and `down` where the adjusted p is below 0.05; `new` and `gone` where one side has none, whatever the p. */
  change: changeSchema,
});
export type PatternChange = z.infer<typeof patternChangeSchema>;

export const amountChangeSchema = z.object({
  name: z.enum(['duration', 'spans', 'tokens', 'cost']),
  unit: z.enum(['ms', 'spans', 'tokens', 'USD']),
  a: z.object({ traces: z.number().int(), median: z.number().nullable(), p95: z.number().nullable() }),
  b: z.object({ traces: z.number().int(), median: z.number().nullable(), p95: z.number().nullable() }),
  /** Mann–Whitney U test, two-sided; 1 where there are fewer than eight traces on a side. */
  pValue: z.number(),
});

/** What differs between two sets of traces: `a` is before, `b` is after. */
export const comparisonSchema = z.object({
  a: comparedSchema,
  b: comparedSchema,
  rates: z.array(
    shareChangeSchema.extend({ name: z.enum(['status error', 'silent failure', 'any failure']) }),
  ),
  amounts: z.array(amountChangeSchema),
  /** Those that differ most surely first; the same ones last. */
  patterns: z.array(patternChangeSchema),
  /** Names that one side alone has. */
  values: z.array(
    z.object({
      dimension: z.enum(['agent', 'model', 'tool', 'service', 'project']),
      value: z.string(),
      change: z.enum(['new', 'gone']),
      traces: z.number().int(),
    }),
  ),
});
export type Comparison = z.infer<typeof comparisonSchema>;
