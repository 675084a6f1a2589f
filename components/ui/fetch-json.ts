import type { z } from 'zod';
import { apiErrorSchema } from '../../lib/contracts/api-error';

/** Asks our own server and parses its answer. Throws an Error in the server's own words where it refuses. */
export async function fetchJson<T>(url: string, schema: z.ZodType<T>, request: RequestInit = {}): Promise<T> {
  const response = await fetch(url, request).catch((cause: unknown) => {
    if (request.signal?.aborted) throw cause;
    throw new Error('The dashboard does not answer. Is it still running?', { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return schema.parse(body);
  const refusal = apiErrorSchema.safeParse(body);
  throw new Error(
    refusal.success
      ? refusal.data.error.message
      : `The server answered ${response.status} to ${url.split('?')[0]}. Try again; its terminal says more.`,
  );
}
