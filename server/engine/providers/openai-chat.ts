import OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { defaultBaseUrl } from '../../config';
import { publicAddress } from '../../public-address';
import { toProviderError } from './openai-error';
import type { ModelEvent, ModelMessage, ModelRequest, Provider, ToolCall, ToolOffer } from './provider';
import { ProviderError } from './provider';

export interface OpenAiChatOptions {
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
  temperature: number | null;
  maxOutputTokens: number | null;
  /** Milliseconds without a sign of life after which a request is given up. A large model on a small machine may think for minutes. */
  idleMs?: number;
}

const defaultIdleMs = 5 * 60_000;

/** Any endpoint that speaks OpenAI's Chat Completions, streamed. Retries belong to the loop, which tells of them. */
export function openAiChat(options: OpenAiChatOptions): Provider {
  const { baseUrl, model } = options;
  const shownUrl = publicAddress(baseUrl);
  const client = new OpenAI({
    baseURL: baseUrl,
    // Endpoints on one's own machine want no key; the client insists on one.
    apiKey: options.apiKey ?? 'none',
    maxRetries: 0,
    logLevel: 'off',
  });
  return {
    name: 'openai',
    model,
    contextTokens: null,
    async *respond(request) {
      if (options.apiKey === undefined && baseUrl === defaultBaseUrl) throw noKey();
      const { idleMs = defaultIdleMs } = options;
      const idle = new AbortController();
      const timer = setTimeout(() => idle.abort(), idleMs);
      const signal = AbortSignal.any([request.signal, idle.signal]);
      try {
        yield* readReply({ client, params: body(options, request), signal, onChunk: () => timer.refresh() });
      } catch (error) {
        request.signal.throwIfAborted();
        if (idle.signal.aborted) throw silent(shownUrl, idleMs);
        throw toProviderError({ error, baseUrl: shownUrl, model });
      } finally {
        clearTimeout(timer);
      }
    },
  };
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

function body(options: OpenAiChatOptions, request: ModelRequest): ChatCompletionCreateParamsStreaming {
  const { model, temperature, maxOutputTokens } = options;
  return {
    model,
    messages: request.messages.map(toMessage),
    stream: true,
    stream_options: { include_usage: true },
    ...(request.tools.length > 0 ? { tools: request.tools.map(toTool) } : {}),
    ...(temperature === null ? {} : { temperature }),
    ...outputLimit(options.baseUrl, maxOutputTokens),
  };
}

/** OpenAI's newer models refuse the old name; most other endpoints know no other. */
function outputLimit(baseUrl: string, tokens: number | null) {
  if (tokens === null) return {};
  return baseUrl === defaultBaseUrl ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

async function* readReply(options: {
  client: OpenAI;
  params: ChatCompletionCreateParamsStreaming;
  signal: AbortSignal;
  onChunk: () => void;
}): AsyncGenerator<ModelEvent> {
  const { client, params, signal, onChunk } = options;
  const { data: stream, response } = await client.chat.completions.create(params, { signal }).withResponse();
  const calls = new Map<number, ToolCall>();
  let finish: string | null = null;
  let refusal = '';
  let chunks = 0;
  let usage: ChatCompletionChunk['usage'];
  try {
    for await (const chunk of stream) {
      chunks += 1;
      onChunk();
      const choice = chunk.choices?.[0];
      if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
      refusal += choice?.delta?.refusal ?? '';
      collect(calls, choice?.delta?.tool_calls ?? []);
      finish = choice?.finish_reason ?? finish;
      // Some endpoints tell what was used so far with every piece: the last one says it all.
      usage = chunk.usage ?? usage;
    }
  } catch (error) {
    if (error instanceof SyntaxError)
      throw nonsense({ url: publicAddress(response.url), chunks, cause: error });
    throw error;
  }
  signal.throwIfAborted();
  if (usage) yield usageOf(usage);
  if (refusal !== '') throw refused(`The model refused: ${refusal}`);
  if (finish === 'content_filter') throw refused("The provider's content filter stopped the answer.");
  if (finish === null) throw endedEarly({ response, chunks });
  for (const [, call] of [...calls].sort(([a], [b]) => a - b)) yield { type: 'tool-call', call };
  yield { type: 'finish', reason: finish === 'length' ? 'cut' : 'done' };
}

/** A call comes in pieces: its id and name once, its arguments a few characters at a time, other calls in between. */
function collect(calls: Map<number, ToolCall>, pieces: ChatCompletionChunk.Choice.Delta.ToolCall[]): void {
  for (const piece of pieces) {
    // Some endpoints send whole calls and number them all 0 (or not at all): another id is another call.
    let index = piece.index ?? calls.size;
    const known = calls.get(index);
    if (known && piece.id && known.callId !== '' && piece.id !== known.callId) index = calls.size;
    const call = calls.get(index) ?? { callId: '', name: '', arguments: '' };
    call.callId ||= piece.id ?? '';
    call.name += piece.function?.name ?? '';
    call.arguments += piece.function?.arguments ?? '';
    calls.set(index, call);
  }
}

function usageOf(usage: NonNullable<ChatCompletionChunk['usage']>): ModelEvent {
  return {
    type: 'usage',
    inputTokens: usage.prompt_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? 0,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
    costUsd: null,
  };
}

function nonsense(options: { url: string; chunks: number; cause: unknown }): ProviderError {
  const { url, chunks, cause } = options;
  const message =
    chunks > 0
      ? `The stream from ${url} broke off in the middle of an event.`
      : `${url} streams something that is no Chat Completions stream. Check that the base URL is that of an OpenAI-compatible endpoint.`;
  return new ProviderError({ kind: 'provider', message, retry: chunks > 0, cause });
}

function endedEarly(options: { response: Response; chunks: number }): ProviderError {
  const { response, chunks } = options;
  const url = publicAddress(response.url);
  const type = response.headers.get('content-type') ?? 'no content type';
  if (chunks > 0 || type.includes('text/event-stream')) {
    const message = `The stream from ${url} ended before the answer did.`;
    return new ProviderError({ kind: 'provider', message, retry: true });
  }
  const message = `${url} answered ${type} instead of a stream. Check that the base URL is that of an OpenAI-compatible endpoint.`;
  return new ProviderError({ kind: 'provider', message, retry: false });
}

function refused(message: string): ProviderError {
  return new ProviderError({
    kind: 'refused',
    message: `${message} Ask in other words, or take another model.`,
    retry: false,
  });
}

function toTool({ name, description, parameters }: ToolOffer) {
  return { type: 'function' as const, function: { name, description, parameters } };
}

function toMessage(message: ModelMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: message.text };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.text,
        ...(message.toolCalls.length > 0 ? { tool_calls: message.toolCalls.map(toCall) } : {}),
      };
    default:
      return message satisfies never;
  }
}

function toCall(call: ToolCall) {
  return {
    id: call.callId,
    type: 'function' as const,
    function: { name: call.name, arguments: call.arguments },
  };
}
