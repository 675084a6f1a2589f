import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listen } from './listen';
import { currentRequestSignal, withRequestSignal } from './request-signal';

describe('the signal of a request', () => {
  it('aborts when the browser leaves before the answer is complete', async () => {
    const server = createServer();
    const port = await listen(server, { port: 0, strict: true });
    const seen = new Promise<AbortSignal | undefined>((resolve) => {
      server.on('request', (_, response) =>
        withRequestSignal(response, () => resolve(currentRequestSignal())),
      );
    });
    const request = get({ port, host: '127.0.0.1' });
    request.on('error', () => {});
    const signal = await seen;
    expect(signal?.aborted).toBe(false);
    const aborted = signal && once(signal, 'abort');
    request.destroy();
    await aborted;
    expect(signal?.aborted).toBe(true);
    server.close();
  });

  it('stays quiet when the answer was complete', async () => {
    const server = createServer();
    const port = await listen(server, { port: 0, strict: true });
    const signals: (AbortSignal | undefined)[] = [];
    const closed = new Promise<void>((resolve) => {
      server.on('request', (_, response) => {
        response.on('close', resolve);
        withRequestSignal(response, () => signals.push(currentRequestSignal()));
        response.end('done');
      });
    });
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('done');
    server.closeAllConnections();
    await closed;
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    server.close();
  });

  it('is undefined outside of a request', () => {
    expect(currentRequestSignal()).toBeUndefined();
  });
});
