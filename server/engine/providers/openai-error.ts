import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { ProviderError } from './provider';

/** What went wrong between us and the endpoint, in words that say what to do; the key never stands in them. */
export function toProviderError(options: { error: unknown; baseUrl: string; model: string }): ProviderError {
  const { error, baseUrl, model } = options;
  if (error instanceof ProviderError) return error;
  const fault = (message: string, retry: boolean) =>
    new ProviderError({ kind: 'provider', message, retry, retryAfterMs: retryAfter(error), cause: error });
  if (error instanceof APIConnectionTimeoutError) {
    return fault(`${baseUrl} did not answer in time. Is the model loaded, and the endpoint up?`, true);
  }
  if (error instanceof APIConnectionError) {
    const reason = innermost(error);
    return fault(
      `${baseUrl} cannot be reached (${reason}). Check the base URL, and that the endpoint runs.`,
      true,
    );
  }
  if (error instanceof APIError) return fromStatus({ error, baseUrl, model });
  return fault(`The connection to ${baseUrl} broke: ${innermost(error)}`, true);
}

/** How other endpoints say that the conversation is too long: vLLM, llama.cpp, OpenRouter and the like. */
const tooLong =
  /context[_ ](?:length|window)|maximum context|available context size|too many tokens|prompt is too long|input is too long/i;

function fromStatus(options: { error: APIError; baseUrl: string; model: string }): ProviderError {
  const { error, baseUrl, model } = options;
  const said = error.message.replace(/\bsk-[\w-]+/g, 'sk-…').slice(0, 600);
  const status: unknown = error.status;
  const retryAfterMs = retryAfter(error);
  const fault = (kind: 'no-credentials' | 'provider', message: string) =>
    new ProviderError({ kind, message, retry: false, cause: error });
  if (status === 401 || status === 403) {
    return fault(
      'no-credentials',
      `${baseUrl} refused the key: ${said}. Set OPENAI_API_KEY to a key that it accepts.`,
    );
  }
  if (status === 404) {
    return fault(
      'provider',
      `${baseUrl} knows no model “${model}”, or no such path: ${said}. Check the model and the base URL.`,
    );
  }
  if (error.code === 'context_length_exceeded' || tooLong.test(said)) {
    return new ProviderError({
      kind: 'provider',
      message: `The conversation is too long for ${model}: ${said}. Ask about fewer traces, or take a model with a larger window.`,
      retry: false,
      overflow: true,
      cause: error,
    });
  }
  if (error.code === 'insufficient_quota') {
    return fault('provider', `The account at ${baseUrl} has no quota left: ${said}.`);
  }
  const retry = status === undefined || isPassing(status);
  return new ProviderError({
    kind: 'provider',
    message: `${baseUrl} answered: ${said}`,
    retry,
    retryAfterMs,
    cause: error,
  });
}

function isPassing(status: unknown): boolean {
  return status === 408 || status === 409 || status === 429 || (typeof status === 'number' && status >= 500);
}

/** `retry-after-ms`, or `Retry-After` in seconds or as a date, in milliseconds. */
function retryAfter(error: unknown): number | undefined {
  if (!(error instanceof APIError)) return undefined;
  const headers: unknown = error.headers;
  if (!(headers instanceof Headers)) return undefined;
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function innermost(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}
