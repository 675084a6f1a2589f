import { z } from 'zod';
import { importReportSchema } from './import-report';

/** A file that a dataset was read from. */
export const sourceFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  modifiedMs: z.number(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** The manifest of an imported dataset: `HALO_HOME/datasets/<id>/dataset.json`. */
export const datasetSchema = z.object({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
  /** 'path' is read from the user's disk, 'upload' came through the page, 'sample' ships with the product. */
  origin: z.enum(['path', 'upload', 'sample']),
  sources: z.array(sourceFileSchema),
  /** Tells whether the same files were imported before. */
  fingerprint: z.string(),
  /** File name of the database beside the manifest; a new import writes a new one. */
  database: z.string(),
  /** ISO 8601. */
  importedAt: z.string(),
  traces: z.number().int(),
  spans: z.number().int(),
  report: importReportSchema,
});
export type Dataset = z.infer<typeof datasetSchema>;
