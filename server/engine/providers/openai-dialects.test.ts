import { afterEach, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../../e2e/model-server/model-server';
import { call, type Script, say } from '../../../e2e/model-server/script';
import type { Endpoint } from './endpoint';
import { openAiChat } from './openai-chat';
import { openAiResponses } from './openai-responses';
import type { ModelEvent, ModelMessage, ToolOffer } from './provider';

let server: ModelServer | undefined;
afterEach(() => server?.close());

const makers = { chat: openAiChat, responses: openAiResponses } as const;
type Api = keyof typeof makers;

const offer: ToolOffer = {
  name: 'count_traces',
  description: 'Counts.',
  parameters: { type: 'object', properties: {} },
};
const question: ModelMessage[] = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', text: 'How many?' },
];

interface Ask extends Partial<Endpoint> {
  messages?: ModelMessage[];
  tools?: ToolOffer[];
  signal?: AbortSignal;
  onText?: () => void;
}

async function listen(api: Api, script: Script, ask: Ask = {}): Promise<ModelEvent[]> {
  const {
    messages = question,
    tools = [offer],
    signal = new AbortController().signal,
    onText,
    ...change
  } = ask;
  server = await startModelServer({ script });
  const provider = makers[api]({
    baseUrl: server.baseUrl,
    apiKey: 'sk-test',
    model: 'scripted',
    temperature: null,
    maxOutputTokens: null,
    ...change,
  });
  const events: ModelEvent[] = [];
  for await (const event of provider.respond({ messages, tools, turn: { turn: 1, maxTurns: 1 }, signal })) {
    events.push(event);
    if (event.type === 'text') onText?.();
  }
  return events;
}

const failure = (api: Api, script: Script, ask?: Ask) =>
  listen(api, script, ask).then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => error,
  );

const of = <Type extends ModelEvent['type']>(events: ModelEvent[], type: Type) =>
  events.filter((event): event is Extract<ModelEvent, { type: Type }> => event.type === type);
const textOf = (events: ModelEvent[]) =>
  of(events, 'text')
    .map((event) => event.text)
    .join('');

describe.each(['chat', 'responses'] as const)('the %s API', (api) => {
  it('streams text with empty pieces in between, and tells what was used', async () => {
    const script = [
      {
        ...say('Five traces, é😀.'),
        usage: { prompt_tokens: 90, completion_tokens: 12, cached_tokens: 64, reasoning_tokens: 8 },
      },
    ];
    const events = await listen(api, script, { known: { input: 1, cachedInput: 0.1, output: 10 } });
    expect(textOf(events)).toBe('Five traces, é😀.');
    expect(of(events, 'text').every((event) => event.text !== '')).toBe(true);
    expect(of(events, 'usage')).toEqual([
      {
        type: 'usage',
        inputTokens: 90,
        outputTokens: 12,
        cachedInputTokens: 64,
        reasoningTokens: 8,
        costUsd: (26 * 1 + 64 * 0.1 + 12 * 10) / 1e6,
      },
    ]);
    expect(events.at(-1)).toEqual({ type: 'finish', reason: 'done' });
  });

  it('says nothing of a cost where the price is not known', async () => {
    expect(of(await listen(api, [say('Hi')]), 'usage')[0]?.costUsd).toBeNull();
  });

  it('puts calls together that come in pieces, several at once', async () => {
    const script = [
      call(
        { id: 'a', name: 'count_traces', arguments: { group_by: 'model', filters: { has_errors: true } } },
        { id: 'b', name: 'view_trace', arguments: { trace_id: 'x'.repeat(40) } },
        { id: 'c', name: 'count_traces', arguments: '' },
      ),
    ];
    const calls = of(await listen(api, script), 'tool-call').map((event) => event.call);
    expect(calls).toEqual([
      { callId: 'a', name: 'count_traces', arguments: '{"group_by":"model","filters":{"has_errors":true}}' },
      { callId: 'b', name: 'view_trace', arguments: JSON.stringify({ trace_id: 'x'.repeat(40) }) },
      { callId: 'c', name: 'count_traces', arguments: '' },
    ]);
  });

  it('tells the conversation, its calls and their answers, and the tools', async () => {
    const messages: ModelMessage[] = [
      ...question,
      {
        role: 'assistant',
        text: 'Let me look.',
        toolCalls: [{ callId: 'a', name: 'count_traces', arguments: '{}' }],
      },
      { role: 'tool', callId: 'a', name: 'count_traces', text: '{"total":5}' },
      { role: 'user', text: '[Turn 2 of 5.]' },
    ];
    await listen(api, [say('Five.')], { messages });
    const [request] = server?.requests ?? [];
    expect(request).toMatchObject({
      api,
      model: 'scripted',
      tools: ['count_traces'],
      authorization: 'Bearer sk-test',
    });
    const heard = request?.messages.filter((message) => message.content !== '');
    expect(heard).toEqual([
      { role: 'system', content: 'Be brief.', toolCallId: null },
      { role: 'user', content: 'How many?', toolCallId: null },
      { role: 'assistant', content: 'Let me look.', toolCallId: null },
      { role: 'tool', content: '{"total":5}', toolCallId: 'a' },
      { role: 'user', content: '[Turn 2 of 5.]', toolCallId: null },
    ]);
    expect(JSON.stringify(request?.body)).toContain('"count_traces","arguments":"{}"');
  });

  it('passes on temperature, effort, output limit and headers where they are set, and nothing where not', async () => {
    await listen(api, [say('Hi')], {
      temperature: 0.5,
      maxOutputTokens: 300,
      reasoningEffort: 'low',
      headers: { 'X-Team': 'a' },
    });
    const [set] = server?.requests ?? [];
    const efforts = {
      chat: { reasoning_effort: 'low', max_tokens: 300 },
      responses: { reasoning: { effort: 'low' }, max_output_tokens: 300 },
    };
    expect(set?.body).toMatchObject({ temperature: 0.5, ...efforts[api] });
    expect(set?.headers['x-team']).toBe('a');
    await server?.close();
    await listen(api, [say('Hi')]);
    const body = JSON.stringify(server?.requests[0]?.body);
    for (const word of ['temperature', 'effort', 'max_']) expect(body).not.toContain(word);
  });

  it('says that the output limit cut the answer', async () => {
    const events = await listen(api, [{ type: 'reply', say: 'Half', finish: 'length' }]);
    expect(events.at(-1)).toEqual({ type: 'finish', reason: 'cut' });
  });

  it('tells a refusal and a content filter', async () => {
    expect(await failure(api, [{ type: 'reply', refusal: 'I will not.' }])).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('I will not.'),
      retry: false,
    });
    await server?.close();
    expect(await failure(api, [{ type: 'reply', say: 'W', finish: 'content_filter' }])).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('content filter'),
    });
  });

  it.each([
    [429, { 'retry-after': '7' }, { retry: true, retryAfterMs: 7000 }],
    [500, {}, { retry: true }],
    [503, {}, { retry: true }],
    [408, {}, { retry: true }],
    [409, {}, { retry: true }],
    [400, {}, { retry: false, kind: 'provider' }],
    [401, {}, { retry: false, kind: 'no-credentials' }],
    [404, {}, { retry: false }],
    [422, {}, { retry: false }],
  ])('knows whether a status of %i may pass', async (status, headers, expected) => {
    const error = await failure(api, [{ type: 'status', status, message: 'It says why.', headers }]);
    expect(error).toMatchObject({ ...expected, message: expect.stringContaining('It says why.') });
  });

  it.each([
    "This model's maximum context length is 8192 tokens",
    'the request exceeds the available context size, try increasing it',
    'prompt is too long: 210000 tokens',
  ])('knows that a conversation does not fit: %s', async (message) => {
    expect(await failure(api, [{ type: 'status', status: 400, message }])).toMatchObject({
      overflow: true,
      retry: false,
    });
  });

  it('tries again where a stream ends early, breaks off, or never begins', async () => {
    expect(await failure(api, [{ type: 'reply', say: 'Half an', endsEarly: true }])).toMatchObject({
      retry: true,
      message: expect.stringContaining('ended before'),
    });
    await server?.close();
    expect(await failure(api, [{ type: 'drop' }])).toMatchObject({ retry: true });
    await server?.close();
    const html = { type: 'bytes', bytes: '<html>', contentType: 'text/html' } as const;
    expect(await failure(api, [html])).toMatchObject({ retry: false });
    await server?.close();
    expect(await failure(api, [{ type: 'bytes', bytes: 'data: nonsense\n\n' }])).toMatchObject({
      retry: false,
      message: expect.stringContaining('no '),
    });
  });

  it('gives up an endpoint that says nothing, and may try again', async () => {
    const held: Script = [{ type: 'reply', say: 'Wait', hold: true }];
    expect(await failure(api, held, { idleMs: 80 })).toMatchObject({
      retry: true,
      message: expect.stringContaining('said nothing'),
    });
  });

  it('leaves at once when the run is cancelled', async () => {
    const stop = new AbortController();
    const script: Script = [{ type: 'reply', say: 'Wait', hold: true }];
    const error = await failure(api, script, {
      signal: stop.signal,
      onText: () => stop.abort(new Error('enough')),
    });
    expect(error).toMatchObject({ message: 'enough' });
    await expect.poll(() => server?.aborted).toBe(1);
  });
});

describe('the responses API alone', () => {
  const reasoned: Script = [
    { ...call({ id: 'fc', name: 'count_traces', arguments: {} }), reasoning: 'c2VjcmV0' },
    say('Five.'),
  ];

  it('gets its reasoning back in its place, whatever id the engine gave the call', async () => {
    const events = await listen('responses', reasoned);
    const [carried] = of(events, 'carried');
    const [called] = of(events, 'tool-call');
    if (!carried || !called) throw new Error('Nothing was carried.');
    const provider = openAiResponses({
      baseUrl: server?.baseUrl ?? '',
      apiKey: 'k',
      model: 'm',
      temperature: null,
      maxOutputTokens: null,
    });
    const messages: ModelMessage[] = [
      ...question,
      {
        role: 'assistant',
        text: '',
        toolCalls: [{ ...called.call, callId: 'fc-2' }],
        carried: carried.items,
      },
      { role: 'tool', callId: 'fc-2', name: 'count_traces', text: '{"total":5}' },
    ];
    const request = {
      messages,
      tools: [],
      turn: { turn: 2, maxTurns: 2 },
      signal: new AbortController().signal,
    };
    for await (const _ of provider.respond(request));
    const second = server?.requests[1];
    expect(second?.reasoning).toBe(1);
    expect(second?.body).toMatchObject({
      store: false,
      include: ['reasoning.encrypted_content'],
      input: [
        { role: 'user' },
        { type: 'reasoning', encrypted_content: 'c2VjcmV0' },
        { type: 'function_call', call_id: 'fc-2', name: 'count_traces' },
        { type: 'function_call_output', call_id: 'fc-2' },
      ],
    });
  });

  it('asks a model without reasoning once more without its encrypted content', async () => {
    const script: Script = (request) =>
      JSON.stringify(request.body).includes('encrypted_content')
        ? { type: 'status', status: 400, message: 'Encrypted content is not supported with this model.' }
        : say('Fine.');
    expect(textOf(await listen('responses', script))).toBe('Fine.');
    expect(server?.requests).toHaveLength(2);
  });

  it('tells a response that failed in the middle, and whether that may pass', async () => {
    const failing = (code: string): Script => [
      { type: 'reply', say: 'W', failure: { code, message: 'why' } },
    ];
    expect(await failure('responses', failing('server_error'))).toMatchObject({ retry: true });
    await server?.close();
    expect(await failure('responses', failing('rate_limit_exceeded'))).toMatchObject({ retry: true });
    await server?.close();
    expect(await failure('responses', failing('invalid_prompt'))).toMatchObject({
      retry: false,
      message: expect.stringContaining('why'),
    });
    await server?.close();
    const error = { type: 'error', code: 'context_length_exceeded', message: 'too long', param: null };
    const bytes = `event: error\ndata: ${JSON.stringify(error)}\n\n`;
    expect(await failure('responses', [{ type: 'bytes', bytes }])).toMatchObject({ overflow: true });
  });
});
