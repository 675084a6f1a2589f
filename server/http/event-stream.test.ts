import { describe, expect, it } from 'vitest';
import { eventStream } from './event-stream';

async function* numbers(onReturn: () => void) {
  try {
    for (let n = 0; ; n += 1) yield { n };
  } finally {
    onReturn();
  }
}

async function* two() {
  yield { n: 1 };
  yield { n: 2 };
}

describe('an event stream', () => {
  it('sends each event as one frame and ends with them', async () => {
    const response = eventStream(two(), { signal: new AbortController().signal, id: (event) => event.n });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toBe(': open\n\nid: 1\ndata: {"n":1}\n\nid: 2\ndata: {"n":2}\n\n');
  });

  it('stops asking for events when the browser leaves', async () => {
    const browser = new AbortController();
    const stopped = new Promise<void>((resolve) => {
      const response = eventStream(numbers(resolve), { signal: browser.signal });
      const reader = response.body?.getReader();
      reader
        ?.read()
        .then(() => reader.read())
        .then(() => browser.abort());
    });
    await stopped;
  });
});
