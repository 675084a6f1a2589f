import { z } from 'zod';
import { filtersSchema } from './filters';
import { wantedOptionsSchema } from './run-options';

/** A question, as the chat sends it. Options that are left out are those of the configuration. */
export const diagnosisRequestSchema = z.strictObject({
  datasetId: z.string().min(1),
  question: z.string().trim().min(1).max(20_000),
  filters: filtersSchema.default({}),
  /** The diagnosis that this question goes on from. */
  continues: z.string().min(1).nullable().default(null),
  options: wantedOptionsSchema.default({}),
});
export type DiagnosisRequest = z.input<typeof diagnosisRequestSchema>;

export const diagnosisStartedSchema = z.object({ diagnosisId: z.string() });
