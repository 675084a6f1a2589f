import type OpenAI from 'openai';
import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseOutputItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
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
import {
  type Carried,
  type ModelEvent,
  type ModelMessage,
  type ModelRequest,
  type Provider,
  ProviderError,
  type ToolOffer,
} from './provider';

/**
 * OpenAI's Responses API, streamed and stateless: nothing is stored there, so what the model reasoned comes back encrypted and goes
 * with the next request.
 */
export function openAiResponses(endpoint: Endpoint): Provider {
  return {
    name: 'openai',
    model: endpoint.model,
    contextTokens: endpoint.known?.contextTokens ?? null,
    respond: (request) => callEndpoint(endpoint, request, (call) => readReply(endpoint, call)),
  };
}

type ModelResponse = Extract<ResponseStreamEvent, { type: 'response.completed' }>['response'];

async function* readReply(endpoint: Endpoint, call: Call): AsyncGenerator<ModelEvent> {
  const { signal, onSign } = call;
  const { stream, response } = await open(endpoint, call);
  const items: ResponseOutputItem[] = [];
  let refusal = '';
  let last: ModelResponse | undefined;
  let pieces = 0;
  try {
    for await (const event of stream) {
      pieces += 1;
      onSign();
      if (event.type === 'response.output_text.delta' && event.delta !== '')
        yield { type: 'text', text: event.delta };
      if (event.type === 'response.refusal.delta') refusal += event.delta;
      if (event.type === 'response.output_item.done') items.push(event.item);
      if (event.type === 'error') throw streamError(event);
      if ('response' in event) last = event.response;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw nonsense({ url: publicAddress(response.url), pieces, api: 'Responses', cause: error });
  }
  signal.throwIfAborted();
  if (last?.usage) yield usageOf(endpoint, last.usage);
  if (refusal !== '') throw refused(`The model refused: ${refusal}`);
  if (last === undefined || last.status === 'in_progress' || last.status === 'queued')
    throw endedEarly({ response, pieces });
  yield* outcome(last, items);
}

/** Some models have nothing to encrypt and refuse to be asked for it: they are asked once more without. */
async function open(endpoint: Endpoint, { client, request, signal }: Call) {
  const ask = (params: ResponseCreateParamsStreaming) => stream({ client, params, signal });
  const params = body(endpoint, request);
  try {
    return await ask(params);
  } catch (error) {
    if (!(error instanceof Error && /encrypted/i.test(error.message))) throw error;
    return await ask({ ...params, include: [] });
  }
}

async function stream(options: {
  client: OpenAI;
  params: ResponseCreateParamsStreaming;
  signal: AbortSignal;
}) {
  const { client, params, signal } = options;
  const { data, response } = await client.responses.create(params, { signal }).withResponse();
  return { stream: data, response };
}

function* outcome(response: ModelResponse, items: ResponseOutputItem[]): Generator<ModelEvent> {
  if (response.status === 'failed') throw failed(response);
  const reason = response.incomplete_details?.reason;
  if (reason === 'content_filter') throw refused("The provider's content filter stopped the answer.");
  const output = items.length > 0 ? items : response.output;
  for (const item of output) {
    if (item.type !== 'function_call') continue;
    yield { type: 'tool-call', call: { callId: item.call_id, name: item.name, arguments: item.arguments } };
  }
  if (output.some((item) => item.type === 'reasoning')) yield { type: 'carried', items: carriedOf(output) };
  yield { type: 'finish', reason: response.status === 'incomplete' ? 'cut' : 'done' };
}

function carriedOf(output: readonly ResponseOutputItem[]): Carried {
  return output.map((item) => ({ ...item }));
}

function failed({ error }: ModelResponse): ProviderError {
  const passing = error?.code === 'server_error' || error?.code === 'rate_limit_exceeded';
  const message = `The model failed: ${error?.message ?? 'no reason was given'}`;
  return new ProviderError({
    kind: 'provider',
    message,
    retry: passing,
    overflow: /context (?:window|length)|too many tokens/i.test(message),
  });
}

function streamError({ code, message }: { code: string | null; message: string }): ProviderError {
  const overflow = code === 'context_length_exceeded' || /context (?:window|length)/i.test(message);
  const passing = code === null || /server_error|rate_limit|overloaded|timeout/.test(code);
  return new ProviderError({
    kind: 'provider',
    message: `The model's stream broke off: ${message}`,
    retry: passing && !overflow,
    overflow,
  });
}

function usageOf(endpoint: Endpoint, usage: NonNullable<ModelResponse['usage']>): ModelEvent {
  return usageEvent(endpoint, {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cachedInputTokens: usage.input_tokens_details?.cached_tokens ?? 0,
    reasoningTokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
  });
}

function body(endpoint: Endpoint, { messages, tools }: ModelRequest): ResponseCreateParamsStreaming {
  const { model, temperature, maxOutputTokens, reasoningEffort } = endpoint;
  const [first, ...rest] = messages;
  const hasInstructions = first?.role === 'system';
  return {
    model,
    stream: true,
    store: false,
    include: ['reasoning.encrypted_content'],
    ...(hasInstructions ? { instructions: first.text } : {}),
    input: (hasInstructions ? rest : messages).flatMap(toItems),
    ...(tools.length > 0 ? { tools: tools.map(toTool) } : {}),
    ...(temperature === null ? {} : { temperature }),
    ...(maxOutputTokens === null ? {} : { max_output_tokens: maxOutputTokens }),
    ...(reasoningEffort ? { reasoning: { effort: reasoningEffort } } : {}),
  };
}

function toTool({ name, description, parameters }: ToolOffer): FunctionTool {
  return { type: 'function', name, description, parameters, strict: false };
}

function toItems(message: ModelMessage): ResponseInputItem[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.text }];
    case 'user':
      return [{ role: 'user', content: message.text }];
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.callId, output: message.text }];
    case 'assistant':
      return message.carried ? carriedItems(message.carried, message) : plainItems(message);
    default:
      return message satisfies never;
  }
}

type AssistantMessage = Extract<ModelMessage, { role: 'assistant' }>;

function plainItems({ text, toolCalls }: AssistantMessage): ResponseInputItem[] {
  const said: ResponseInputItem[] = text === '' ? [] : [{ role: 'assistant', content: text }];
  const calls = toolCalls.map(
    (call): ResponseInputItem => ({
      type: 'function_call',
      call_id: call.callId,
      name: call.name,
      arguments: call.arguments,
    }),
  );
  return [...said, ...calls];
}

/** As they came, reasoning in its place; the engine may have given a call another id. */
function carriedItems(carried: Carried, { toolCalls }: AssistantMessage): ResponseInputItem[] {
  let call = 0;
  return carried.flatMap((item) => {
    const named = item.type === 'function_call' ? { ...item, call_id: toolCalls[call++]?.callId } : item;
    return isInputItem(named) ? named : [];
  });
}

/** It came out of this API, and is what it takes. */
function isInputItem(item: unknown): item is ResponseInputItem {
  return typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string';
}
