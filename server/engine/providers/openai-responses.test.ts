import { afterEach, describe, expect, it } from 'vitest';
import { call, type Script, say } from '../../../e2e/model-server/script';
import { closeServer, failure, listen, of, question, server, textOf } from './openai-fixture';
import { openAiResponses } from './openai-responses';
import type { ModelMessage } from './provider';

afterEach(closeServer);

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
