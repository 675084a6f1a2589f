import { z } from 'zod';

/** One call of the sandbox: what is asked of its process, as one line of JSON. */
export const sandboxRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sql'),
    database: z.string(),
    /** Which traces the views show, by `trace_ix`; null: all. */
    scope: z.array(z.number().int()).nullable(),
    sql: z.string(),
    /** Rows, and bytes of all of them as JSON. */
    limit: z.number().int(),
    bytes: z.number().int(),
  }),
  z.object({
    kind: z.literal('code'),
    database: z.string(),
    scope: z.array(z.number().int()).nullable(),
    code: z.string(),
    /** Bytes of what it prints and answers, together. */
    bytes: z.number().int(),
    heapBytes: z.number().int(),
    timeMs: z.number().int(),
  }),
]);
export type SandboxRequest = z.infer<typeof sandboxRequestSchema>;

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const sqlResultSchema = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(cellSchema)),
  /** There are more rows than `limit`, or than fit into `bytes`. */
  cut: z.enum(['rows', 'bytes']).nullable(),
});
export type SqlResult = z.infer<typeof sqlResultSchema>;

export const codeResultSchema = z.object({
  /** What `console.log` printed. */
  stdout: z.string(),
  /** What the last expression came to, as JSON or text; null where there is none. */
  value: z.string().nullable(),
  cut: z.boolean(),
  queries: z.number().int(),
});
export type CodeResult = z.infer<typeof codeResultSchema>;

/** What its process answers, as one line of JSON. `refused`: what was asked is at fault, and `instead` says what to do. */
export const sandboxAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sql'), result: sqlResultSchema }),
  z.object({ kind: z.literal('code'), result: codeResultSchema }),
  z.object({
    kind: z.literal('refused'),
    error: z.string(),
    instead: z.string(),
    stdout: z.string().optional(),
  }),
]);
export type SandboxAnswer = z.infer<typeof sandboxAnswerSchema>;

/** Thrown inside the sandbox where what was asked is at fault. */
export class SandboxRefusal extends Error {
  readonly instead: string;
  /** What was printed until then. */
  readonly stdout: string | undefined;

  constructor(error: string, instead: string, stdout?: string) {
    super(error);
    this.name = 'SandboxRefusal';
    this.instead = instead;
    this.stdout = stdout;
  }
}
