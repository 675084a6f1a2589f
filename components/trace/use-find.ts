'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { traceSearchSchema } from '../../lib/contracts/trace-search';
import { errorMessage } from '../../lib/error-message';
import type { SpanTree } from '../../lib/trace/span-tree';
import { printView, readView } from '../../lib/trace/view-query';
import { spansNamed } from '../../lib/trace/visible-rows';
import { fetchJson } from '../ui/fetch-json';
import { useInAddress } from './use-in-address';

type PayloadSearch = { state: 'idle' } | { state: 'searching' } | Answer;

type Answer = { state: 'done'; rows: number[]; matches: number } | { state: 'failed'; message: string };

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

/** Finds a text in a trace: among the names at once, in all payloads as soon as the server has looked. Begins with the text of the link. */
export function useFind(tree: SpanTree, url: string): Find {
  const view = readView(useSearchParams());
  const [text, setText] = useState(view.find);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const sought = text.trim();
  useInAddress('find', printView({ ...view, find: text }).find);

  useEffect(() => {
    if (sought === '') return;
    const stop = new AbortController();
    const ask = async () => {
      const given = await searchPayloads(url, sought, stop.signal);
      if (!stop.signal.aborted) setAnswer(given);
    };
    const timer = setTimeout(ask, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, sought]);

  const search = (next: string) => {
    setText(next);
    if (next.trim() !== sought) setAnswer(null);
  };
  const payloads = useMemo<PayloadSearch>(
    () => (sought === '' ? { state: 'idle' } : (answer ?? { state: 'searching' })),
    [sought, answer],
  );

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

async function searchPayloads(url: string, text: string, signal: AbortSignal): Promise<Answer> {
  try {
    const { spans, matches } = await fetchJson(`${url}?${new URLSearchParams({ text })}`, traceSearchSchema, {
      signal,
    });
    return { state: 'done', rows: spans.map((span) => span.row), matches };
  } catch (error) {
    return { state: 'failed', message: errorMessage(error) };
  }
}
