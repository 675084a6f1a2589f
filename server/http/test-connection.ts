import type { ConnectionTest } from '../../lib/contracts/settings';
import type { Config } from '../config';
import { type Clock, systemClock } from '../engine/clock';
import { createProvider, runOptions } from '../engine/providers/create-provider';
import { ProviderError } from '../engine/providers/provider';
import { publicAddress } from '../public-address';

export interface TestConnectionOptions {
  config: Config;
  signal: AbortSignal;
  clock?: Clock;
}

/**
 * Asks the configured model for one word and stops at the first piece of its answer. Whatever goes wrong is said in words, with what to
 * do about it; `ms` is the time to that first piece. Throws nothing but the signal's reason.
 */
export async function testConnection(options: TestConnectionOptions): Promise<ConnectionTest> {
  const { config, signal, clock = systemClock } = options;
  const provider = createProvider(config, runOptions(config, { provider: 'openai', maxTurns: 1 }));
  const startedAt = clock.now();
  const elapsed = () => Math.round(clock.now() - startedAt);
  try {
    for await (const event of provider.respond({
      messages: [{ role: 'user', text: 'Answer with the one word OK.' }],
      tools: [],
      turn: { turn: 1, maxTurns: 1 },
      signal,
    })) {
      if (event.type === 'text' || event.type === 'finish') break;
    }
    return {
      ok: true,
      message: `${provider.model} answers at ${publicAddress(config.baseUrl)}.`,
      ms: elapsed(),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ProviderError)) throw error;
    return { ok: false, message: error.message, ms: elapsed() };
  }
}
