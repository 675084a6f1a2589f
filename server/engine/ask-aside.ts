import { askModel } from './ask-model';
import type { Clock } from './clock';
import type { ModelMessage, Provider } from './providers/provider';
import type { RunEvent } from './run-event';
import { noWatch } from './text-watch';
import type { Tally } from './tool-context';

/**
 * One call of a model beside the conversation, such as for a summary, to its end: what it said. Its usage is told, its text is not.
 * Throws ProviderError, or the signal's reason when that is aborted.
 */
export async function askAside(options: {
  provider: Provider;
  messages: ModelMessage[];
  clock: Clock;
  tally: Pick<Tally, 'usage'>;
  signal: AbortSignal;
  emit: (event: RunEvent) => void;
}): Promise<string> {
  const { provider, messages, clock, tally, signal, emit } = options;
  const request = { messages, tools: [], turn: { turn: 1, maxTurns: 1 }, signal };
  const asking = askModel({ provider, request, clock, tally, onText: noWatch.grow });
  for (;;) {
    const step = await asking.next();
    if (step.done) return step.value.text.trim();
    if (step.value.type === 'usage') emit({ ...step.value, model: provider.model });
  }
}
