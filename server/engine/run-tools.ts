import { callTool, type ToolOutcome } from './call-tool';
import type { Clock } from './clock';
import type { ToolMessage } from './conversation';
import { createEventQueue } from './event-queue';
import type { ToolCall } from './providers/provider';
import type { RunEvent } from './run-event';
import type { ToolContext } from './tool-context';

interface Finished {
  call: ToolCall;
  outcome: ToolOutcome;
  ms: number;
}

/**
 * Runs the calls of one turn side by side and tells of each as it ends, and of what happens inside of them. Returns the answers as
 * messages, in the order of the calls. Throws the signal's reason when the run is cancelled.
 */
export async function* runTools(options: {
  calls: ToolCall[];
  context: ToolContext;
  clock: Clock;
  signal: AbortSignal;
}): AsyncGenerator<RunEvent, ToolMessage[]> {
  const { calls, context, clock, signal } = options;
  const news = createEventQueue<{ event: RunEvent } | { finished: Finished }>();
  for (const call of calls) {
    yield { type: 'tool-called', callId: call.callId, name: call.name, args: readArguments(call.arguments) };
    const emit = (event: RunEvent) => news.put({ event });
    void run({ call, context, clock, signal, emit }).then((finished) => news.put({ finished }));
  }
  const answers = new Map<string, string>();
  while (answers.size < calls.length) {
    const next = await news.take(signal);
    if ('event' in next) {
      yield next.event;
      continue;
    }
    const { call, outcome, ms } = next.finished;
    answers.set(call.callId, JSON.stringify(outcome.result));
    yield { type: 'tool-finished', callId: call.callId, ok: outcome.ok, result: outcome.result, ms };
    if (outcome.finding) yield { type: 'finding-reported', callId: call.callId, finding: outcome.finding };
  }
  return calls.map(({ callId, name }) => ({ role: 'tool', callId, name, text: answers.get(callId) ?? '{}' }));
}

async function run(options: {
  call: ToolCall;
  context: ToolContext;
  clock: Clock;
  signal: AbortSignal;
  emit: (event: RunEvent) => void;
}): Promise<Finished> {
  const { call, context, clock, signal, emit } = options;
  const started = clock.now();
  const { callId, name, arguments: args } = call;
  const outcome = await callTool({ name, args, context, signal, callId, emit });
  return { call, outcome, ms: clock.now() - started };
}

/** Ids are the provider's; some repeat them from turn to turn, or leave them out. In a run each is made to name one call. */
export function withUniqueIds(calls: ToolCall[], seen: Set<string>): ToolCall[] {
  return calls.map((call) => {
    const wanted = call.callId || 'call';
    let callId = wanted;
    for (let copy = 2; seen.has(callId); copy += 1) callId = `${wanted}-${copy}`;
    seen.add(callId);
    return { ...call, callId };
  });
}

/** For the page: as JSON where it is JSON, else as the model wrote it. */
function readArguments(text: string): unknown {
  try {
    const args: unknown = text.trim() === '' ? {} : JSON.parse(text);
    return args;
  } catch {
    return text;
  }
}
