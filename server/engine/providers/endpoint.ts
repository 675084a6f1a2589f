import OpenAI from 'openai';
import type { ReasoningEffort } from '../../../lib/contracts/run-options';
import { defaultBaseUrl } from '../../config';
import { publicAddress } from '../../public-address';
import { costOf, type KnownModel } from './model-table';
import { toProviderError } from './openai-error';
import { type ModelEvent, type ModelRequest, ProviderError, type Usage } from './provider';

/** A model at an OpenAI-compatible endpoint, and how it is asked. */
export interface Endpoint {
  baseUrl: string;
  apiKey: string | undefined;
  /** Sent with every request, beside the key. */
  headers?: Record<string, string> | undefined;
  model: string;
  temperature: number | null;
  maxOutputTokens: number | null;
  reasoningEffort?: ReasoningEffort | null | undefined;
  /** Price and window, where they are known. */
  known?: KnownModel | undefined;
  /** Milliseconds without a sign of life after which a request is given up. A large model on a small machine may think for minutes. */
  idleMs?: number | undefined;
}

const defaultIdleMs = 5 * 60_000;

/** One call under way. */
export interface Call {
  client: OpenAI;
  request: ModelRequest;
  signal: AbortSignal;
  /** Something came: the wait begins anew. */
  onSign: () => void;
}

/**
 * Makes one call of a model and tells what it says: without a key where one is needed, in silence, or broken off, it ends in a
 * ProviderError. Retries belong to the loop, which tells of them.
 */
export async function* callEndpoint(
  endpoint: Endpoint,
  request: ModelRequest,
  read: (call: Call) => AsyncGenerator<ModelEvent>,
): AsyncGenerator<ModelEvent> {
  const { baseUrl, apiKey, headers, model, idleMs = defaultIdleMs } = endpoint;
  const shownUrl = publicAddress(baseUrl);
  if (apiKey === undefined && baseUrl === defaultBaseUrl) throw noKey();
  const client = new OpenAI({
    baseURL: baseUrl,
    // Endpoints on one's own machine want no key; the client insists on one.
    apiKey: apiKey ?? 'none',
    defaultHeaders: headers,
    maxRetries: 0,
    logLevel: 'off',
  });
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(), idleMs);
  const signal = AbortSignal.any([request.signal, idle.signal]);
  try {
    yield* read({ client, request, signal, onSign: () => timer.refresh() });
  } catch (error) {
    request.signal.throwIfAborted();
    if (idle.signal.aborted) throw silent(shownUrl, idleMs);
    throw toProviderError({ error, baseUrl: shownUrl, model });
  } finally {
    clearTimeout(timer);
  }
}

/** What a call used, with its cost where prices are known. */
export function usageEvent({ known = {} }: Endpoint, usage: Omit<Usage, 'costUsd'>): ModelEvent {
  return { type: 'usage', ...usage, costUsd: costOf(known, usage) };
}

function noKey(): ProviderError {
  const message =
    'No key is set for OpenAI. Set OPENAI_API_KEY, or OPENAI_BASE_URL for another endpoint, or HALO_PROVIDER=builtin for the analyst that needs neither.';
  return new ProviderError({ kind: 'no-credentials', message, retry: false });
}

function silent(url: string, idleMs: number): ProviderError {
  const message = `${url} said nothing for ${Math.round(idleMs / 1000)} s. Is the model loaded, and the endpoint up?`;
  return new ProviderError({ kind: 'provider', message, retry: true });
}

/** The model does not want to, or the provider does not let it. */
export function refused(message: string): ProviderError {
  return new ProviderError({
    kind: 'refused',
    message: `${message} Ask in other words, or take another model.`,
    retry: false,
  });
}

/** The answer is no stream of the form that was asked for, or broke off in the middle of a piece. */
export function nonsense(options: {
  url: string;
  pieces: number;
  api: string;
  cause: unknown;
}): ProviderError {
  const { url, pieces, api, cause } = options;
  const message =
    pieces > 0
      ? `The stream from ${url} broke off in the middle of an event.`
      : `${url} streams something that is no ${api} stream. Check that the base URL is that of an OpenAI-compatible endpoint.`;
  return new ProviderError({ kind: 'provider', message, retry: pieces > 0, cause });
}

/** The stream ended before it said how it ends. */
export function endedEarly({ response, pieces }: { response: Response; pieces: number }): ProviderError {
  const url = publicAddress(response.url);
  const type = response.headers.get('content-type') ?? 'no content type';
  if (pieces > 0 || type.includes('text/event-stream')) {
    const message = `The stream from ${url} ended before the answer did.`;
    return new ProviderError({ kind: 'provider', message, retry: true });
  }
  const message = `${url} answered ${type} instead of a stream. Check that the base URL is that of an OpenAI-compatible endpoint.`;
  return new ProviderError({ kind: 'provider', message, retry: false });
}
