import { z } from 'zod';
import { changeSchema, comparisonSchema } from '../../../../lib/contracts/comparison';
import { detectorKindSchema } from '../../../../lib/contracts/pattern';

const sideSchema = comparisonSchema.shape.a.pick({
  datasetId: true,
  datasetName: true,
  filters: true,
  traces: true,
  from: true,
  to: true,
});

const shareSchema = z.object({
  a: z.string(),
  b: z.string(),
  difference: z.number(),
  interval_95: z.tuple([z.number(), z.number()]),
  p_value: z.number(),
});
export type ComparedShare = z.infer<typeof shareSchema>;

const amountSchema = comparisonSchema.shape.amounts.element
  .omit({ pValue: true })
  .extend({ p_value: z.number() });
export type ComparedAmount = z.infer<typeof amountSchema>;

const patternSchema = shareSchema.extend({
  detector: detectorKindSchema,
  key: z.string(),
  label: z.string(),
  change: changeSchema,
  adjusted_p: z.number(),
});
export type ComparedPattern = z.infer<typeof patternSchema>;

/** What `compare` answers. */
export const comparedSchema = z.object({
  chosen: z.string().optional(),
  a: sideSchema,
  b: sideSchema,
  rates: z.array(shareSchema.extend({ name: z.string() })),
  amounts: z.array(amountSchema),
  patterns_changed: z.array(patternSchema),
  patterns_unchanged: z.number(),
  values_changed: comparisonSchema.shape.values,
  cut: z.string().optional(),
});
export type Compared = z.infer<typeof comparedSchema>;
