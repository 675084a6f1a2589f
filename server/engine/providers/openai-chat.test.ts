import { afterEach, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../../../e2e/model-server/model-server';
import type { Script } from '../../../e2e/model-server/script';
import { noUsage } from '../usage';
import { openAiChat } from './openai-chat';
import type { ModelEvent, ModelRequest } from './provider';

let server: ModelServer | undefined;
afterEach(() => server?.close());

async function listen(
  script: Script,
  change: Partial<ModelRequest> = {},
  apiKey?: string,
): Promise<ModelEvent[]> {
  server = await startModelServer({ script });
  const provider = openAiChat({
    baseUrl: server.baseUrl,
    apiKey,
    model: 'scripted',
    temperature: null,
    maxOutputTokens: 500,
  });
  const request: ModelRequest = {
    messages: [{ role: 'user', text: 'Why?' }],
    tools: [{ name: 'look', description: 'looks', parameters: { type: 'object' } }],
    turn: { turn: 1, maxTurns: 3 },
    signal: new AbortController().signal,
    ...change,
  };
  const events: ModelEvent[] = [];
  for await (const event of provider.respond(request)) events.push(event);
  return events;
}

const textOf = (events: ModelEvent[]) =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');

const usage = (inputTokens: number, outputTokens: number) => ({
  type: 'usage',
  ...noUsage,
  inputTokens,
  outputTokens,
  costUsd: null,
});

describe('openAiChat', () => {
  it('streams text in pieces, then usage and the end', async () => {
    const events = await listen([{ type: 'reply', say: 'Because of the tools.' }]);
    expect(events.filter((event) => event.type === 'text').length).toBeGreaterThan(1);
    expect(textOf(events)).toBe('Because of the tools.');
    expect(events.slice(-2)).toEqual([usage(100, 10), { type: 'finish', reason: 'done' }]);
  });

  it('counts what was used once where every piece tells what was used so far', async () => {
    const piece = (content: string, tokens: number, finish: string | null) =>
      `data: ${JSON.stringify({
        choices: [{ index: 0, delta: { content }, finish_reason: finish }],
        usage: { prompt_tokens: 100, completion_tokens: tokens },
      })}\n\n`;
    const bytes = `${piece('Be', 1, null)}${piece('cause', 2, 'stop')}data: [DONE]\n\n`;
    const events = await listen([{ type: 'bytes', bytes, contentType: 'text/event-stream' }]);
    expect(events.filter((event) => event.type === 'usage')).toEqual([usage(100, 2)]);
  });

  it('puts parallel calls together that come in interleaved pieces', async () => {
    const calls = [
      { id: 'a', name: 'look', arguments: { at: 'the first thing' } },
      { id: 'b', name: 'look', arguments: { at: 'the second' } },
    ];
    const events = await listen([{ type: 'reply', calls }]);
    expect(events.filter((event) => event.type === 'tool-call')).toEqual([
      { type: 'tool-call', call: { callId: 'a', name: 'look', arguments: '{"at":"the first thing"}' } },
      { type: 'tool-call', call: { callId: 'b', name: 'look', arguments: '{"at":"the second"}' } },
    ]);
  });

  it('sends the conversation, the tools and the limits', async () => {
    const toolCalls = [{ callId: 'a', name: 'look', arguments: '{}' }];
    await listen(
      [{ type: 'reply', say: 'ok' }],
      {
        messages: [
          { role: 'system', text: 'Be short.' },
          { role: 'user', text: 'Why?' },
          { role: 'assistant', text: '', toolCalls },
          { role: 'tool', callId: 'a', name: 'look', text: '{"seen":1}' },
        ],
      },
      'sk-test',
    );
    const [request] = server?.requests ?? [];
    expect(request?.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(request?.messages[3]).toMatchObject({ content: '{"seen":1}', toolCallId: 'a' });
    expect(request?.tools).toEqual(['look']);
    expect(request?.authorization).toBe('Bearer sk-test');
    expect(request?.body).toMatchObject({ max_tokens: 500, stream_options: { include_usage: true } });
  });

  it('says that an answer was cut at the output limit', async () => {
    const events = await listen([{ type: 'reply', say: 'Becau', finish: 'length' }]);
    expect(events.at(-1)).toEqual({ type: 'finish', reason: 'cut' });
  });

  it('tells a refused key, and never the key', async () => {
    const listening = listen(
      [{ type: 'status', status: 401, message: 'Incorrect API key: sk-secret-1' }],
      {},
      'sk-secret-1',
    );
    await expect(listening).rejects.toMatchObject({
      kind: 'no-credentials',
      retry: false,
      message: expect.not.stringContaining('sk-secret-1'),
    });
  });

  it('may be retried after 429 and 5xx, and says how long it was asked to wait', async () => {
    const busy = {
      type: 'status' as const,
      status: 429,
      message: 'Slow down',
      headers: { 'retry-after': '7' },
    };
    await expect(listen([busy])).rejects.toMatchObject({ kind: 'provider', retry: true, retryAfterMs: 7000 });
    await server?.close();
    await expect(listen([{ type: 'status', status: 503, message: 'Busy' }])).rejects.toMatchObject({
      retry: true,
    });
  });

  it('ends with what the provider said for other client errors', async () => {
    const bad = { type: 'status' as const, status: 400, message: 'tools are not supported' };
    await expect(listen([bad])).rejects.toMatchObject({
      kind: 'provider',
      retry: false,
      message: expect.stringContaining('tools are not supported'),
    });
  });

  it('may be retried when the stream ends early or the socket is closed', async () => {
    await expect(listen([{ type: 'reply', say: 'Beca', endsEarly: true }])).rejects.toMatchObject({
      retry: true,
    });
    await server?.close();
    await expect(listen([{ type: 'drop' }])).rejects.toMatchObject({ retry: true });
  });

  it('says that nonsense is no model', async () => {
    const html = { type: 'bytes' as const, bytes: '<html>hello</html>', contentType: 'text/html' };
    await expect(listen([html])).rejects.toMatchObject({
      retry: false,
      message: expect.stringContaining('text/html'),
    });
    await server?.close();
    await expect(listen([{ type: 'bytes', bytes: 'data: {{{\n\n' }])).rejects.toMatchObject({
      retry: false,
      message: expect.stringContaining('base URL'),
    });
  });

  it('says that an endpoint cannot be reached', async () => {
    server = await startModelServer({ script: [] });
    const { baseUrl } = server;
    await server.close();
    const provider = openAiChat({
      baseUrl,
      apiKey: undefined,
      model: 'm',
      temperature: null,
      maxOutputTokens: null,
    });
    const signal = new AbortController().signal;
    const request = { messages: [], tools: [], turn: { turn: 1, maxTurns: 1 }, signal };
    const next = provider.respond(request)[Symbol.asyncIterator]().next();
    await expect(next).rejects.toMatchObject({ retry: true, message: expect.stringContaining(baseUrl) });
  });

  it('tells a refusal from a failure', async () => {
    await expect(listen([{ type: 'reply', refusal: 'I will not.' }])).rejects.toMatchObject({
      kind: 'refused',
    });
    await server?.close();
    await expect(listen([{ type: 'reply', finish: 'content_filter' }])).rejects.toMatchObject({
      kind: 'refused',
    });
  });

  it('gives a request up that shows no sign of life', async () => {
    server = await startModelServer({ script: [{ type: 'reply', say: 'Wait', hold: true }] });
    const model = { apiKey: 'k', model: 'm', temperature: null, maxOutputTokens: null };
    const provider = openAiChat({ baseUrl: server.baseUrl, ...model, idleMs: 20 });
    const signal = new AbortController().signal;
    const request = { messages: [], tools: [], turn: { turn: 1, maxTurns: 1 }, signal };
    const listening = async () => {
      for await (const _ of provider.respond(request));
    };
    await expect(listening()).rejects.toMatchObject({
      retry: true,
      message: expect.stringContaining('said nothing'),
    });
    await expect.poll(() => server?.aborted).toBe(1);
  });

  it('leaves at once when the run is cancelled', async () => {
    const stop = new AbortController();
    server = await startModelServer({ script: [{ type: 'reply', say: 'Wait', hold: true }] });
    const { baseUrl } = server;
    const provider = openAiChat({
      baseUrl,
      apiKey: 'k',
      model: 'm',
      temperature: null,
      maxOutputTokens: null,
    });
    const request = { messages: [], tools: [], turn: { turn: 1, maxTurns: 1 }, signal: stop.signal };
    const events = provider.respond(request)[Symbol.asyncIterator]();
    await events.next();
    stop.abort(new Error('enough'));
    await expect(events.next()).rejects.toThrow('enough');
    await expect.poll(() => server?.aborted).toBe(1);
  });
});
