import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import type { Clock } from './clock';

/** Which agent an event is of. */
export type AgentName = Pick<DiagnosisEvent, 'agentId' | 'depth' | 'parentCallId'>;

type EnvelopeKey = 'seq' | 'at' | keyof AgentName;
type WithoutEnvelope<Event> = Event extends DiagnosisEvent ? Omit<Event, EnvelopeKey> : never;

/** An event before it has its number and time. */
export type RunEvent = WithoutEnvelope<DiagnosisEvent> & {
  /** The root, where it is left out. */
  of?: AgentName;
};

export const rootAgent: AgentName = { agentId: 'root', depth: 0, parentCallId: null };

/** Numbers the events of one run without gaps. */
export function stamper(clock: Clock, firstSeq = 0): (event: RunEvent) => DiagnosisEvent {
  let seq = firstSeq;
  return ({ of = rootAgent, ...event }) => ({ ...event, seq: seq++, at: clock.now(), ...of });
}
