import type { DiagnosisEvent } from '../../lib/contracts/diagnosis-event';
import type { Clock } from './clock';

type EnvelopeKey = 'seq' | 'at' | 'agentId' | 'depth' | 'parentCallId';
type WithoutEnvelope<Event> = Event extends DiagnosisEvent ? Omit<Event, EnvelopeKey> : never;

/** An event before it has its number and time. */
export type RunEvent = WithoutEnvelope<DiagnosisEvent>;

/** Numbers the events of one run, from 0 without gaps. */
export function stamper(clock: Clock): (event: RunEvent) => DiagnosisEvent {
  let seq = 0;
  return (event) => ({
    ...event,
    seq: seq++,
    at: clock.now(),
    agentId: 'root',
    depth: 0,
    parentCallId: null,
  });
}
