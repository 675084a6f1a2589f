import { afterEach, describe, expect, it } from 'vitest';
import { call, type Script, say } from '../../../e2e/model-server/script';
import { closeServer, failure, listen, of, question, server, textOf } from './openai-fixture';
import type { ModelMessage } from './provider';

afterEach(closeServer);

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
