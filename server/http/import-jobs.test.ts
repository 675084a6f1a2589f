import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../lib/app-error';
import type { ImportEvent } from '../../lib/contracts/import-report';
import { cancelImport, endImports, followImport, listImports, startImport } from './import-jobs';

const never = new AbortController().signal;

function progress(spans: number): ImportEvent {
  return { type: 'progress', phase: 'reading', bytesRead: 1, bytesTotal: 2, spans, rejected: 0, ms: 1 };
}

async function follow(importId: string, signal = never): Promise<ImportEvent[]> {
  const events: ImportEvent[] = [];
  for await (const event of followImport(importId, signal)) events.push(event);
  return events;
}

describe('an import that the server runs', () => {
  it('is followed to its end, and cleans up after itself', async () => {
    const cleanUp = vi.fn(async () => {});
    const { importId } = startImport({
      names: ['a.jsonl'],
      cleanUp,
      run: async function* () {
        yield progress(1);
        yield { type: 'failed', code: 'unreadable', message: 'There is no span in it.' };
      },
    });
    expect((await follow(importId)).at(-1)).toMatchObject({ type: 'failed', code: 'unreadable' });
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(listImports()).toContainEqual({ importId, names: ['a.jsonl'], isRunning: false });
  });

  it('tells a page that comes later how it ended', async () => {
    const { importId } = startImport({
      names: [],
      run: async function* () {
        yield { type: 'cancelled' };
      },
    });
    await follow(importId);
    expect(await follow(importId)).toEqual([{ type: 'cancelled' }]);
  });

  it('stops when it is cancelled', async () => {
    const { importId } = startImport({
      names: [],
      run: async function* (signal) {
        yield progress(1);
        if (!signal.aborted) await once(signal, 'abort');
        throw new Error('stopped');
      },
    });
    const followed = follow(importId);
    cancelImport(importId);
    expect((await followed).at(-1)).toEqual({ type: 'cancelled' });
  });

  it('stops with the server, and cleans up first', async () => {
    const cleanUp = vi.fn(async () => {});
    const { importId } = startImport({
      names: [],
      cleanUp,
      run: async function* (signal) {
        yield progress(1);
        if (!signal.aborted) await once(signal, 'abort');
        throw new Error('stopped');
      },
    });
    await endImports();
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(await follow(importId)).toEqual([{ type: 'cancelled' }]);
  });

  it('goes on when the browser leaves', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { importId } = startImport({
      names: [],
      run: async function* () {
        yield progress(1);
        await released;
        yield progress(2);
        yield { type: 'cancelled' };
      },
    });
    const browser = new AbortController();
    const seen: ImportEvent[] = [];
    for await (const event of followImport(importId, browser.signal)) {
      seen.push(event);
      browser.abort();
    }
    expect(seen).toEqual([progress(1)]);
    release();
    expect((await follow(importId)).at(-1)).toEqual({ type: 'cancelled' });
  });

  it('says a known fault in its words, and keeps an unknown one in the terminal', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    const failing = (error: Error) =>
      follow(
        startImport({
          names: [],
          // biome-ignore lint/correctness/useYield: it fails before it has anything to tell.
          run: async function* () {
            throw error;
          },
        }).importId,
      );
    expect(await failing(new AppError('locked', 'Another import holds it.'))).toEqual([
      { type: 'failed', code: 'locked', message: 'Another import holds it.' },
    ]);
    expect(JSON.stringify(await failing(new Error('secret')))).not.toContain('secret');
    expect(written).toHaveBeenCalledOnce();
    written.mockRestore();
  });

  it('is not found after a restart, and says so', async () => {
    await expect(follow('nobody')).rejects.toThrow('restarted');
  });
});
