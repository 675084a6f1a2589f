import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import { itemIdOf, type TurnItem } from './conversation';
import { addUsage, noUsage, type Usage } from './usage';

/** Where a run that was cut off goes on: what its complete turns came to. */
export interface Resumption {
  started: Extract<DiagnosisEvent, { type: 'run-started' }>;
  /** The number of the next event. */
  nextSeq: number;
  /** Of the root agent. */
  turns: TurnItem[];
  turnsTaken: number;
  /** What the root agent had said, for the citations in it. */
  said: string;
  /** Of everything that was asked until then, turns that are done again included. */
  usage: Usage;
  callIds: Set<string>;
}

/**
 * Reads the state of a run after its last complete turn out of its events; the turn that was under way is done again. Undefined
 * where the events do not begin with a run, or it has ended.
 */
export function resumptionOf(events: readonly DiagnosisEvent[]): Resumption | undefined {
  const [started] = events;
  const last = events.at(-1);
  if (started?.type !== 'run-started' || last === undefined || last.type === 'run-ended') return undefined;
  let done: Done = { turns: [], turnsTaken: 0, said: '' };
  let under: UnderWay | null = null;
  let usage = noUsage;
  const callIds = new Set<string>();
  for (const event of events) {
    if (event.type === 'usage') usage = addUsage(usage, event);
    if (event.type === 'tool-called') callIds.add(event.callId);
    if (event.depth > 0) continue;
    if (event.type === 'turn-started') {
      done = under === null ? done : withTurn(done, under);
      under = { number: event.turn, text: '', calls: new Map(), summaries: new Map() };
    } else if (event.type === 'run-resumed') under = null;
    else if (under !== null) note(under, event);
  }
  return { started, nextSeq: last.seq + 1, ...done, usage, callIds };
}

type Done = Pick<Resumption, 'turns' | 'turnsTaken' | 'said'>;

interface UnderWay {
  number: number;
  text: string;
  calls: Map<string, { name: string; arguments: string; answer: string }>;
  summaries: Map<string, string>;
}

function note(turn: UnderWay, event: DiagnosisEvent): void {
  switch (event.type) {
    case 'text-delta':
      turn.text += event.text;
      break;
    case 'retrying':
      turn.text = '';
      break;
    case 'tool-called':
      turn.calls.set(event.callId, { name: event.name, arguments: argumentsOf(event.args), answer: '{}' });
      break;
    case 'tool-finished': {
      const call = turn.calls.get(event.callId);
      if (call) call.answer = JSON.stringify(event.result);
      break;
    }
    case 'context-compacted':
      for (const { itemId, summary } of event.items) turn.summaries.set(itemId, summary);
      break;
    default:
  }
}

function withTurn(done: Done, { number, text, calls, summaries }: UnderWay): Done {
  const turns = done.turns.map((turn) => ({ ...turn, summary: summaries.get(turn.itemId) ?? turn.summary }));
  const said = text === '' ? done.said : `${done.said}${text}\n\n`;
  if (calls.size === 0) return { turns, turnsTaken: number, said };
  const toolCalls = [...calls].map(([callId, call]) => ({
    callId,
    name: call.name,
    arguments: call.arguments,
  }));
  const asked = { role: 'assistant', text, toolCalls } as const;
  const answered = [...calls].map(([callId, { name, answer }]) => ({
    role: 'tool' as const,
    callId,
    name,
    text: answer,
  }));
  return {
    turns: [...turns, { itemId: itemIdOf(number), asked, answered, summary: null }],
    turnsTaken: number,
    said,
  };
}

/** Arguments that were no JSON stand in the event as the model wrote them. */
function argumentsOf(args: unknown): string {
  return typeof args === 'string' ? args : JSON.stringify(args ?? {});
}
