import { createServer, type RequestListener } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../config';
import { testConnection } from './test-connection';

const { signal } = new AbortController();

/** A config whose model is a server of our own on this machine. */
async function configOf(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return readConfig({
    NODE_ENV: 'test',
    OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    OPENAI_API_KEY: 'sk-x',
    HALO_MODEL: 'm',
  });
}

it('says that the model answers', async () => {
  const config = await configOf((_request, response) => {
    const chunk = { choices: [{ index: 0, delta: { content: 'OK' }, finish_reason: null }] };
    response.setHeader('content-type', 'text/event-stream');
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  });
  const answer = await testConnection({ config, signal });
  expect(answer).toMatchObject({ ok: true, message: `m answers at ${config.baseUrl}.` });
});

it('says that the key is refused, and what to do', async () => {
  const config = await configOf((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'Incorrect API key' } }));
  });
  const answer = await testConnection({ config, signal });
  expect(answer.ok).toBe(false);
  expect(answer.message).toMatch(/refused the key.*OPENAI_API_KEY/);
});

it('says that nobody answers there', async () => {
  const config = readConfig({
    NODE_ENV: 'test',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_API_KEY: 'sk-x',
  });
  const answer = await testConnection({ config, signal });
  expect(answer.ok).toBe(false);
  expect(answer.message).toMatch(/cannot be reached/);
});

it('says that a key is missing without asking anybody', async () => {
  const answer = await testConnection({ config: readConfig({ NODE_ENV: 'test' }), signal });
  expect(answer).toMatchObject({ ok: false, message: expect.stringContaining('No key is set') });
});
