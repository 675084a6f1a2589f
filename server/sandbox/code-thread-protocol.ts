import { MessagePort } from 'node:worker_threads';
import { z } from 'zod';

/** What the thread of the code is given. */
export const codeThreadDataSchema = z.object({
  code: z.string(),
  bytes: z.number(),
  heapBytes: z.number(),
  timeMs: z.number(),
  /** One Int32: 1 once the answer to a query lies in the port. */
  flag: z.instanceof(SharedArrayBuffer),
  port: z.instanceof(MessagePort),
});
export type CodeThreadData = z.infer<typeof codeThreadDataSchema>;

export const sqlCallSchema = z.object({ sql: z.string(), limit: z.number().int().positive().nullable() });

export const sqlReplySchema = z.union([z.object({ rows: z.string() }), z.object({ error: z.string() })]);
export type SqlReply = z.infer<typeof sqlReplySchema>;

export const codeThreadAnswerSchema = z.union([
  z.object({ stdout: z.string(), value: z.string().nullable(), cut: z.boolean() }),
  z.object({ error: z.string(), instead: z.string(), stdout: z.string() }),
]);
export type CodeThreadAnswer = z.infer<typeof codeThreadAnswerSchema>;
