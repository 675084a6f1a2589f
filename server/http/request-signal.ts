import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

/**
 * Runs `handle` so that `currentRequestSignal()` anywhere below it answers a signal that aborts when the browser
 * leaves before the answer is complete.
 */
export function withRequestSignal<T>(response: ServerResponse, handle: () => T): T {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished)
      controller.abort(new Error('The browser left before the answer was complete.'));
  });
  return storage().run(controller.signal, handle);
}

/** The signal of the request that is being answered; undefined outside of one. */
export function currentRequestSignal(): AbortSignal | undefined {
  return storage().getStore();
}

/** The server and Next's pages are separate bundles: they meet on globalThis. */
function storage(): AsyncLocalStorage<AbortSignal> {
  const shared: typeof globalThis & { haloRequestSignal?: AsyncLocalStorage<AbortSignal> } = globalThis;
  shared.haloRequestSignal ??= new AsyncLocalStorage();
  return shared.haloRequestSignal;
}
