import type { Clock } from './clock';
import type { Carried, ModelRequest, Provider, ToolCall } from './providers/provider';
import { ProviderError } from './providers/provider';
import { retryDelay } from './retry';
import type { RunEvent } from './run-event';
import type { Tally } from './tool-context';
import { addUsage } from './usage';

/** What one call of the model came to. */
export interface Reply {
  text: string;
  toolCalls: ToolCall[];
  /** Of the provider's own form: goes back to it with the message. */
  carried?: Carried;
  /** The output limit was reached before the end. */
  cut: boolean;
  /** Tokens of the request as the provider counted them; 0 where it did not. */
  inputTokens: number;
}

/**
 * Calls the model once, and again where the failure may pass. What a failed try had said is void: `retrying` tells so.
 * Throws the ProviderError that no retry can mend, or the signal's reason.
 *
 * @param onText is given the reply's text so far, whenever there is more of it; its events go between those of the model
 */
export async function* askModel(options: {
  provider: Provider;
  request: ModelRequest;
  clock: Clock;
  tally: Pick<Tally, 'usage'>;
  onText: (text: string) => AsyncIterable<RunEvent>;
}): AsyncGenerator<RunEvent, Reply> {
  const { request, clock } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return yield* listen(options);
    } catch (error) {
      request.signal.throwIfAborted();
      if (!(error instanceof ProviderError)) throw error;
      const delayMs = retryDelay({ error, attempt, random: clock.random });
      if (delayMs === null) throw error;
      yield { type: 'retrying', attempt, delayMs, reason: error.message };
      await clock.sleep(delayMs, request.signal);
    }
  }
}

async function* listen(
  options: Omit<Parameters<typeof askModel>[0], 'clock'>,
): AsyncGenerator<RunEvent, Reply> {
  const { provider, request, tally, onText } = options;
  const reply: Reply = { text: '', toolCalls: [], cut: false, inputTokens: 0 };
  for await (const event of provider.respond(request)) {
    request.signal.throwIfAborted();
    switch (event.type) {
      case 'text':
        reply.text += event.text;
        yield { type: 'text-delta', text: event.text };
        yield* onText(reply.text);
        break;
      case 'tool-call':
        reply.toolCalls.push(event.call);
        break;
      case 'usage':
        tally.usage = addUsage(tally.usage, event);
        reply.inputTokens = event.inputTokens;
        yield event;
        break;
      case 'carried':
        reply.carried = event.items;
        break;
      case 'finish':
        reply.cut = event.reason === 'cut';
        break;
      default:
        event satisfies never;
    }
  }
  request.signal.throwIfAborted();
  return reply;
}
