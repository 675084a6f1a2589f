import { z } from 'zod';

export const errorCodeSchema = z.enum([
  'bad-request',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'bad-pattern',
  'bad-statement',
  'timeout',
  'cancelled',
  'unreadable',
  'locked',
  'wrong-version',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** The body of every answer that is not 2xx. */
export const apiErrorSchema = z.object({ error: z.object({ code: errorCodeSchema, message: z.string() }) });
