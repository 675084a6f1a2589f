import { z } from 'zod';
import { AppError } from '../../lib/app-error';
import type { apiErrorSchema, ErrorCode } from '../../lib/contracts/api-error';

const statuses: Record<ErrorCode, number> = {
  'bad-request': 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'bad-pattern': 400,
  'bad-statement': 400,
  timeout: 504,
  cancelled: 499,
  unreadable: 422,
  locked: 423,
  'wrong-version': 409,
  unavailable: 503,
  internal: 500,
};

/** Whatever `handle` answers as JSON, a Response as it is, and whatever it throws as an error body. */
export async function respond(handle: () => Promise<unknown>): Promise<Response> {
  try {
    const answer = await handle();
    return answer instanceof Response ? answer : jsonResponse(answer);
  } catch (error) {
    return errorResponse(error);
  }
}

/** A body that no cache keeps: what is on disk changes. */
export function jsonResponse(body: unknown, status = 200): Response {
  return Response.json(body ?? null, { status, headers: { 'cache-control': 'no-store' } });
}

/** The caller's fault in its own words; ours is written to the terminal and answered without details. */
export function errorResponse(error: unknown): Response {
  if (error instanceof AppError) return refusal(error.code, error.message);
  console.error(error);
  return refusal(
    'internal',
    'The server failed while it answered. The terminal that runs halo-loop says more.',
  );
}

/** The JSON body of a request. Throws AppError `bad-request` that names the field. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await request.json().catch((cause: unknown) => {
    throw new AppError('bad-request', 'The body of the request is not JSON.', { cause });
  });
  return parseInput(body, schema);
}

/** Input of a request, parsed. Throws AppError `bad-request` that names the field. */
export function parseInput<T>(input: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-request', `The request is not understood: ${z.prettifyError(parsed.error)}`, {
    cause: parsed.error,
  });
}

function refusal(code: ErrorCode, message: string): Response {
  const body: z.infer<typeof apiErrorSchema> = { error: { code, message } };
  return jsonResponse(body, statuses[code]);
}
