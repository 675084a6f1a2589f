import { AppError } from '../app-error';
import { apiErrorSchema } from '../contracts/api-error';
import { type DiagnosisEvent, diagnosisEventSchema } from '../contracts/diagnosis-event';
import { readServerSentEvents } from './server-sent-events';

export interface ReadEventsOptions {
  diagnosisId: string;
  /** The first seq wanted; what is below is known. */
  from: number;
  signal: AbortSignal;
  fetch: (url: string, init: { signal: AbortSignal; headers: Record<string, string> }) => Promise<Response>;
  /** Resolves after so many milliseconds, or early when the signal fires. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called before each attempt to connect again; counts from 1 since something last arrived. */
  onReconnect?: (attempt: number) => void;
}

/**
 * The events of a diagnosis, the stored ones and then the live ones. A connection that breaks, or that skips an event, is opened again
 * from the event that is due. Ends after `run-ended`, when the server closes a stream in which nothing new came (the run is over, and was
 * never ended), or when the signal fires.
 * @throws AppError with the server's words when it refuses (4xx), or when it sends what is no event: trying again would not help.
 */
export async function* readEvents(options: ReadEventsOptions): AsyncGenerator<DiagnosisEvent> {
  const { signal, wait, onReconnect } = options;
  let due = options.from;
  let attempt = 0;
  // A gap that is still there on a second look is in the log itself: then what there is is shown.
  let gapAt = -1;
  while (!signal.aborted) {
    const first = due;
    try {
      let skipped = false;
      for await (const event of connect(options, due)) {
        if (event.seq < due) continue;
        skipped = event.seq > due && gapAt !== due;
        if (skipped) break;
        due = event.seq + 1;
        attempt = 0;
        yield event;
        if (event.type === 'run-ended') return;
      }
      if (skipped) gapAt = due;
      else if (due === first) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof AppError) throw error;
    }
    attempt++;
    onReconnect?.(attempt);
    await wait(reconnectDelay(attempt), signal);
  }
}

/** 0.25 s after the first break, doubled for each one more, at most 8 s. */
export function reconnectDelay(attempt: number): number {
  return Math.min(8000, 250 * 2 ** (attempt - 1));
}

async function* connect(
  { diagnosisId, signal, fetch }: ReadEventsOptions,
  from: number,
): AsyncGenerator<DiagnosisEvent> {
  const url = `/api/diagnoses/${encodeURIComponent(diagnosisId)}/events?from=${from}`;
  const response = await fetch(url, { signal, headers: { accept: 'text/event-stream' } });
  if (response.status >= 400 && response.status < 500) throw await refusal(response);
  if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`);
  for await (const frame of readServerSentEvents(response.body)) yield parseEvent(frame.data);
}

function parseEvent(data: string): DiagnosisEvent {
  try {
    return diagnosisEventSchema.parse(JSON.parse(data));
  } catch (cause) {
    const message = 'The server sent an event that this page does not understand. Reload the page.';
    throw new AppError('unreadable', message, { cause });
  }
}

async function refusal(response: Response): Promise<AppError> {
  const body = apiErrorSchema.safeParse(await response.json().catch(() => null));
  if (body.success) return new AppError(body.data.error.code, body.data.error.message);
  return new AppError(
    'unavailable',
    `The diagnosis could not be read: the server answered ${response.status}.`,
  );
}
