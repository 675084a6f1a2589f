import { z } from 'zod';
import { modelApiSchema, providerNameSchema, reasoningEffortSchema } from './run-options';

/** What the browser may know about the configuration: whether a key is set, and never the key. */
export const publicSettingsSchema = z.object({
  provider: providerNameSchema,
  model: z.string(),
  baseUrl: z.string(),
  keySet: z.boolean(),
  api: modelApiSchema,
  /** Of the extra headers, never their values. */
  headerNames: z.array(z.string()),
  reasoningEffort: reasoningEffortSchema.nullable(),
  synthesisModel: z.string().nullable(),
  compactionModel: z.string().nullable(),
  /** Variables that hold what cannot be used, in words. */
  mistakes: z.array(z.string()),
});
export type PublicSettings = z.infer<typeof publicSettingsSchema>;

/** What a tiny real request to the model's endpoint came to, in words. */
export const connectionTestSchema = z.object({ ok: z.boolean(), message: z.string(), ms: z.number() });
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
