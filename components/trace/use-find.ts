'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { traceSearchSchema } from '../../lib/contracts/trace-search';
import { errorMessage } from '../../lib/error-message';
import type { SpanTree } from '../../lib/trace/span-tree';
import { spansNamed } from '../../lib/trace/visible-rows';
import { fetchJson } from '../ui/fetch-json';

type PayloadSearch =
  | { state: 'idle' }
  | { state: 'searching' }
  | { state: 'done'; rows: number[]; matches: number }
  | { state: 'failed'; message: string };

export interface Find {
  text: string;
  /** Places in tree order of the spans whose names or payloads hold the text. */
  hits: number[];
  hitSet: ReadonlySet<number>;
  payloads: PayloadSearch;
  search: (text: string) => void;
}

/** Typing goes on for a moment before the server is asked. */
const pauseMs = 180;

/** Finds a text in a trace: among the names at once, in all payloads as soon as the server has looked. */
export function useFind(tree: SpanTree, url: string): Find {
  const [text, setText] = useState('');
  const [payloads, setPayloads] = useState<PayloadSearch>({ state: 'idle' });
  const pending = useRef<Pending>(undefined);

  useEffect(() => () => giveUp(pending.current), []);

  const search = (next: string) => {
    setText(next);
    giveUp(pending.current);
    const sought = next.trim();
    if (sought === '') {
      setPayloads({ state: 'idle' });
      return;
    }
    setPayloads({ state: 'searching' });
    const stop = new AbortController();
    const ask = async () => {
      const answer = await searchPayloads(url, sought, stop.signal);
      if (!stop.signal.aborted) setPayloads(answer);
    };
    pending.current = { timer: setTimeout(ask, pauseMs), stop };
  };

  const hits = useMemo(() => {
    const found = spansNamed(tree, text);
    if (payloads.state !== 'done') return found;
    for (const row of payloads.rows) {
      const index = tree.indexByRow.get(row);
      if (index !== undefined) found.add(index);
    }
    return found;
  }, [tree, text, payloads]);
  const ordered = useMemo(() => [...hits].sort((a, b) => a - b), [hits]);
  return { text, hits: ordered, hitSet: hits, payloads, search };
}

/** A search that is about to be asked for, or whose answer is awaited. */
interface Pending {
  timer: ReturnType<typeof setTimeout>;
  stop: AbortController;
}

function giveUp(pending: Pending | undefined): void {
  clearTimeout(pending?.timer);
  pending?.stop.abort();
}

async function searchPayloads(url: string, text: string, signal: AbortSignal): Promise<PayloadSearch> {
  try {
    const { spans, matches } = await fetchJson(`${url}?${new URLSearchParams({ text })}`, traceSearchSchema, {
      signal,
    });
    return { state: 'done', rows: spans.map((span) => span.row), matches };
  } catch (error) {
    return { state: 'failed', message: errorMessage(error) };
  }
}
