import { z } from 'zod';

/** An import that this server runs, or has run: `GET /api/imports/:importId/events` follows it. */
export const importJobSchema = z.object({
  importId: z.string(),
  /** Names of the files, as the person who chose them knows them. */
  names: z.array(z.string()),
  isRunning: z.boolean(),
});
export type ImportJob = z.infer<typeof importJobSchema>;

/** What is to be imported: files that were uploaded, as one dataset, or the sample. */
export const importRequestSchema = z.union([
  z.strictObject({ uploads: z.array(z.string().min(1)).min(1).max(100) }),
  z.strictObject({ sample: z.literal(true) }),
]);
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** A file that arrived, and waits to be imported. */
export const uploadSchema = z.object({ uploadId: z.string(), name: z.string(), bytes: z.number() });
export type Upload = z.infer<typeof uploadSchema>;
