import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SpanDetail } from '../../lib/contracts/span-detail';
import { makeSpan } from '../../lib/trace/make-span';
import { createDetailCache } from './detail-cache';

function detailOf(row: number): SpanDetail {
  return {
    ...makeSpan({ row }),
    traceId: 't',
    otelKind: 'INTERNAL',
    startTime: null,
    endTime: null,
    provider: null,
    serviceName: null,
    projectId: null,
    sessionId: null,
    userId: null,
    cacheReadTokens: null,
    reasoningTokens: null,
    raw: `{"attributes":{"input.value":"of row ${row}"}}`,
    rawCut: false,
    source: { file: 'a.jsonl', line: row + 1, byteOffset: 0 },
  };
}

/** Requests that were made, in order; each is answered when the test says so. */
interface Asked {
  url: string;
  signal: AbortSignal | null | undefined;
  answer: (response: Response) => void;
}

let asked: Asked[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (url: string, { signal }: RequestInit) => {
    return new Promise<Response>((answer, refuse) => {
      asked.push({ url, signal, answer });
      signal?.addEventListener('abort', () => refuse(new DOMException('left', 'AbortError')));
    });
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('createDetailCache', () => {
  test('reads a span once, and its line with it', async () => {
    const cache = createDetailCache('/spans', null);
    const first = cache.read(3);
    expect(cache.read(3)).toBe(first);
    expect(asked.map(({ url }) => url)).toEqual(['/spans/3']);
    asked[0]?.answer(Response.json(detailOf(3)));
    expect(await first).toMatchObject({ ok: true, payload: { input: 'of row 3' } });
  });

  test('asks nothing for the span that came with the page', async () => {
    const cache = createDetailCache('/spans', detailOf(1));
    expect(await cache.read(1)).toMatchObject({ ok: true, detail: { row: 1 } });
    expect(asked).toEqual([]);
  });

  test('stops loading what was left, and reads the neighbours of what is there', async () => {
    const cache = createDetailCache('/spans', detailOf(5));
    void cache.read(1);
    cache.prefer(5, [6, 4]);
    await cache.read(5);
    await Promise.resolve();
    expect(asked[0]?.signal?.aborted).toBe(true);
    expect(asked.map(({ url }) => url)).toEqual(['/spans/1', '/spans/6', '/spans/4']);
  });

  test('says why a span is not there, and asks again when it is told to', async () => {
    const cache = createDetailCache('/spans', null);
    const failed = cache.read(2);
    asked[0]?.answer(
      Response.json({ error: { code: 'not-found', message: 'There is no span.' } }, { status: 404 }),
    );
    expect(await failed).toEqual({ ok: false, message: 'There is no span.' });
    cache.forget(2);
    void cache.read(2);
    expect(asked).toHaveLength(2);
  });
});
