import type OpenAI from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { defaultBaseUrl } from '../../config';
import { publicAddress } from '../../public-address';
import {
  type Call,
  callEndpoint,
  type Endpoint,
  endedEarly,
  nonsense,
  refused,
  usageEvent,
} from './endpoint';
import type { ModelEvent, ModelMessage, ModelRequest, Provider, ToolCall, ToolOffer } from './provider';

/** Any endpoint that speaks OpenAI's Chat Completions, streamed. */
export function openAiChat(endpoint: Endpoint): Provider {
  return {
    name: 'openai',
    model: endpoint.model,
    contextTokens: endpoint.known?.contextTokens ?? null,
    respond: (request) => callEndpoint(endpoint, request, (call) => readReply(endpoint, call)),
  };
}

function body(endpoint: Endpoint, request: ModelRequest): ChatCompletionCreateParamsStreaming {
  const { model, temperature, maxOutputTokens, reasoningEffort } = endpoint;
  return {
    model,
    messages: request.messages.map(toMessage),
    stream: true,
    stream_options: { include_usage: true },
    ...(request.tools.length > 0 ? { tools: request.tools.map(toTool) } : {}),
    ...(temperature === null ? {} : { temperature }),
    ...(reasoningEffort ? { reasoning_effort: reasoningEffort } : {}),
    ...outputLimit(endpoint.baseUrl, maxOutputTokens),
  };
}

/** OpenAI's newer models refuse the old name; most other endpoints know no other. */
function outputLimit(baseUrl: string, tokens: number | null) {
  if (tokens === null) return {};
  return baseUrl === defaultBaseUrl ? { max_completion_tokens: tokens } : { max_tokens: tokens };
}

async function* readReply(endpoint: Endpoint, call: Call): AsyncGenerator<ModelEvent> {
  const { client, signal, request, onSign } = call;
  const { stream, response } = await open({ client, signal, params: body(endpoint, request) });
  const calls = new Map<number, ToolCall>();
  let finish: string | null = null;
  let refusal = '';
  let pieces = 0;
  let usage: ChatCompletionChunk['usage'];
  try {
    for await (const chunk of stream) {
      pieces += 1;
      onSign();
      const choice = chunk.choices?.[0];
      // Reasoning that local models send along is no part of the answer.
      if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
      refusal += choice?.delta?.refusal ?? '';
      collect(calls, choice?.delta?.tool_calls ?? []);
      finish = choice?.finish_reason ?? finish;
      // Some endpoints tell what was used so far with every piece: the last one says it all.
      usage = chunk.usage ?? usage;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw nonsense({ url: publicAddress(response.url), pieces, api: 'Chat Completions', cause: error });
  }
  signal.throwIfAborted();
  if (usage) yield usageOf(endpoint, usage);
  if (refusal !== '') throw refused(`The model refused: ${refusal}`);
  if (finish === 'content_filter') throw refused("The provider's content filter stopped the answer.");
  if (finish === null) throw endedEarly({ response, pieces });
  for (const [, call] of [...calls].sort(([a], [b]) => a - b)) yield { type: 'tool-call', call };
  yield { type: 'finish', reason: finish === 'length' ? 'cut' : 'done' };
}

async function open(options: {
  client: OpenAI;
  params: ChatCompletionCreateParamsStreaming;
  signal: AbortSignal;
}) {
  const { client, params, signal } = options;
  const { data: stream, response } = await client.chat.completions.create(params, { signal }).withResponse();
  return { stream, response };
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

function usageOf(endpoint: Endpoint, usage: NonNullable<ChatCompletionChunk['usage']>): ModelEvent {
  return usageEvent(endpoint, {
    inputTokens: usage.prompt_tokens ?? 0,
    outputTokens: usage.completion_tokens ?? 0,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
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
