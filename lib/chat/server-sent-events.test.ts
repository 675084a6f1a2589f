import { describe, expect, it } from 'vitest';
import { readServerSentEvents, type ServerSentEvent } from './server-sent-events';

function bodyOf(chunks: string[], onCancel?: () => void): ReadableStream<Uint8Array> {
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  return new ReadableStream({
    pull(controller) {
      const next = bytes.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
    cancel: onCancel,
  });
}

async function framesOf(chunks: string[]): Promise<ServerSentEvent[]> {
  const frames: ServerSentEvent[] = [];
  for await (const frame of readServerSentEvents(bodyOf(chunks))) frames.push(frame);
  return frames;
}

describe('server-sent events', () => {
  it('reads frames that were cut anywhere', async () => {
    const text = 'id: 0\ndata: {"a":1}\n\ndata: two\r\n\r\n';
    const expected = [
      { event: 'message', data: '{"a":1}' },
      { event: 'message', data: 'two' },
    ];
    expect(await framesOf([text])).toEqual(expected);
    expect(await framesOf([...text])).toEqual(expected);
  });

  it('joins data lines, keeps the event name and skips comments', async () => {
    const frames = await framesOf([': heartbeat\n\nevent: closed\ndata: a\ndata:b\n\n']);
    expect(frames).toEqual([{ event: 'closed', data: 'a\nb' }]);
  });

  it('keeps characters whole that were cut between two chunks', async () => {
    const bytes = new TextEncoder().encode('data: ü\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 7));
        controller.enqueue(bytes.slice(7));
        controller.close();
      },
    });
    const frames: ServerSentEvent[] = [];
    for await (const frame of readServerSentEvents(body)) frames.push(frame);
    expect(frames).toEqual([{ event: 'message', data: 'ü' }]);
  });

  it('leaves out a frame that the connection cut off', async () => {
    expect(await framesOf(['data: whole\n\ndata: hal'])).toEqual([{ event: 'message', data: 'whole' }]);
  });

  it('lets go of the connection when the reader leaves', async () => {
    let cancelled = false;
    const body = bodyOf(['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n'], () => {
      cancelled = true;
    });
    for await (const _frame of readServerSentEvents(body)) break;
    expect(cancelled).toBe(true);
  });
});
