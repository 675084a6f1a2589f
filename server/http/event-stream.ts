export interface EventStreamOptions<Event> {
  /** Aborts when the browser leaves; the events are then no longer asked for. */
  signal: AbortSignal;
  /** The frame's `id:`, for streams that can be taken up again. */
  id?: (event: Event) => string | number;
}

const heartbeatMs = 15_000;

/** Server-sent events: each event as one `data:` frame of JSON. The stream ends with the events. */
export function eventStream<Event>(
  events: AsyncIterable<Event>,
  { signal, id }: EventStreamOptions<Event>,
): Response {
  const iterator = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  const stop = async () => {
    clearInterval(heartbeat);
    await iterator.return?.();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // A comment now and then: a connection that died without a word is noticed by it.
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(': \n\n')), heartbeatMs);
      signal.addEventListener('abort', () => void stop(), { once: true });
      // The headers go out at once, before the first event.
      controller.enqueue(encoder.encode(': open\n\n'));
    },
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (!next.done) {
          const name = id ? `id: ${id(next.value)}\n` : '';
          controller.enqueue(encoder.encode(`${name}data: ${JSON.stringify(next.value)}\n\n`));
          return;
        }
        controller.close();
      } catch (error) {
        if (!signal.aborted) controller.error(error);
      }
      clearInterval(heartbeat);
    },
    cancel: stop,
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
