import { z } from 'zod';
import { importEventSchema, importReportSchema } from '../../lib/contracts/import-report';

/** The one line that an import's process is given; when its input ends the process ends. */
export const workerRequestSchema = z.object({
  files: z.array(z.object({ path: z.string(), name: z.string() })),
  databaseFile: z.string(),
});
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

const [progressSchema, , failedSchema] = importEventSchema.options;

export const filesReportSchema = importReportSchema.omit({ datasetId: true, reused: true });
export type FilesReport = z.infer<typeof filesReportSchema>;

/** What the process answers, one JSON a line. */
export const workerEventSchema = z.discriminatedUnion('type', [
  progressSchema,
  z.object({ type: z.literal('imported'), report: filesReportSchema }),
  failedSchema,
]);
export type WorkerEvent = z.infer<typeof workerEventSchema>;

/** A message as its line: newer versions of `readline` end one at U+2028 and U+2029 too, which JSON leaves as they are. */
export function lineOf(message: WorkerRequest | WorkerEvent): string {
  const json = JSON.stringify(message).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `${json}\n`;
}
