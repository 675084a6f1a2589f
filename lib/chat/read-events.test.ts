import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error';
import type { DiagnosisEvent } from '../contracts/diagnosis-event';
import { eventsOf, receiptFixture, runStarted } from './diagnosis-fixture';
import { readEvents, reconnectDelay } from './read-events';

const run = eventsOf([
  runStarted,
  { type: 'text-delta', text: 'a' },
  { type: 'text-delta', text: 'b' },
  { type: 'run-ended', end: { outcome: 'answered', receipt: receiptFixture } },
]);

function frames(events: DiagnosisEvent[]): Response {
  return new Response(events.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
}

/** A server that answers the n-th request with the n-th answer; what was asked for and waited stands in the log. */
function scripted(answers: (() => Response)[], options: { from?: number; signal?: AbortSignal } = {}) {
  const log: string[] = [];
  const events = readEvents({
    diagnosisId: 'd-1',
    from: options.from ?? 0,
    signal: options.signal ?? new AbortController().signal,
    fetch: async (url) => {
      log.push(url);
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError('Failed to fetch');
      return answer();
    },
    wait: async (ms) => {
      log.push(`wait ${ms}`);
    },
  });
  return { events, log };
}

async function seqs(events: AsyncGenerator<DiagnosisEvent>): Promise<number[]> {
  const seen: number[] = [];
  for await (const event of events) seen.push(event.seq);
  return seen;
}

const url = (from: number) => `/api/diagnoses/d-1/events?from=${from}`;

describe('reading the events of a diagnosis', () => {
  it('ends after the end of the run', async () => {
    const { events, log } = scripted([() => frames(run)]);
    expect(await seqs(events)).toEqual([0, 1, 2, 3]);
    expect(log).toEqual([url(0)]);
  });

  it('goes on from the event that is due when the connection breaks', async () => {
    const { events, log } = scripted([() => frames(run.slice(0, 2)), () => frames(run.slice(2))]);
    expect(await seqs(events)).toEqual([0, 1, 2, 3]);
    expect(log).toEqual([url(0), 'wait 250', url(2)]);
  });

  it('waits longer after each attempt in vain, and starts over once something arrived', async () => {
    const broken = () => new Response(null, { status: 502 });
    const { events, log } = scripted([
      broken,
      broken,
      () => frames(run.slice(0, 1)),
      () => frames(run.slice(1)),
    ]);
    expect(await seqs(events)).toEqual([0, 1, 2, 3]);
    expect(log.filter((line) => line.startsWith('wait'))).toEqual(['wait 250', 'wait 500', 'wait 250']);
  });

  it('never waits more than 8 s', () => {
    expect(reconnectDelay(1)).toBe(250);
    expect(reconnectDelay(50)).toBe(8000);
  });

  it('leaves out what was seen already', async () => {
    const { events } = scripted([() => frames(run)], { from: 2 });
    expect(await seqs(events)).toEqual([2, 3]);
  });

  it('asks again for an event that was skipped', async () => {
    const gap = run.filter((event) => event.seq !== 1);
    const { events, log } = scripted([() => frames(gap), () => frames(run.slice(1))]);
    expect(await seqs(events)).toEqual([0, 1, 2, 3]);
    expect(log).toContain(url(1));
  });

  it('shows what there is when the log itself has a gap', async () => {
    const gap = run.filter((event) => event.seq !== 1);
    const { events } = scripted([() => frames(gap), () => frames(gap)]);
    expect(await seqs(events)).toEqual([0, 2, 3]);
  });

  it('ends when the server has nothing new to say and closes', async () => {
    const { events, log } = scripted([() => frames(run.slice(0, 2)), () => frames([])]);
    expect(await seqs(events)).toEqual([0, 1]);
    expect(log).toEqual([url(0), 'wait 250', url(2)]);
  });

  it('does not try again when the server refuses', async () => {
    const body = { error: { code: 'not-found', message: 'There is no diagnosis d-1.' } };
    const { events, log } = scripted([() => Response.json(body, { status: 404 })]);
    await expect(seqs(events)).rejects.toThrow(new AppError('not-found', 'There is no diagnosis d-1.'));
    expect(log).toEqual([url(0)]);
  });

  it('says so when the server sends what is no event', async () => {
    const { events } = scripted([() => new Response('data: {"type":"nonsense"}\n\n')]);
    await expect(seqs(events)).rejects.toThrow('does not understand');
  });

  it('stops quietly when the page leaves', async () => {
    const controller = new AbortController();
    const { events, log } = scripted([() => frames(run.slice(0, 2))], { signal: controller.signal });
    const seen: number[] = [];
    for await (const event of events) {
      seen.push(event.seq);
      if (event.seq === 1) controller.abort();
    }
    expect(seen).toEqual([0, 1]);
    expect(log.filter((line) => line.startsWith('/api'))).toEqual([url(0)]);
  });
});
