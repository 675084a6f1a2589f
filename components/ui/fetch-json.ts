import type { z } from 'zod';
import { apiErrorSchema } from '../../lib/contracts/api-error';

/** Asks our own server and parses its answer. Throws an Error in the server's own words where it refuses. */
export async function fetchJson<T>(url: string, schema: z.ZodType<T>, request: RequestInit = {}): Promise<T> {
  const response = await fetch(url, request).catch((cause: unknown) => {
    if (request.signal?.aborted) throw cause;
    throw new Error('The dashboard does not answer. Is it still running?', { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  const [path] = url.split('?');
  if (response.ok) {
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    throw new Error(`The answer of ${path} is not understood. Reload the page.`, { cause: answer.error });
  }
  const refusal = apiErrorSchema.safeParse(body);
  throw new Error(
    refusal.success
      ? refusal.data.error.message
      : `The server answered ${response.status} to ${path}. Try again; its terminal says more.`,
  );
}
