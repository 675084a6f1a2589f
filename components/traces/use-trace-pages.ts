'use client';

import { useEffect, useRef, useState } from 'react';
import { type TracePage, tracePageSchema } from '../../lib/contracts/trace';
import { fetchJson } from '../ui/fetch-json';
import { firstPages, missingPages, pageSize, type TracePages, withPage } from './trace-pages';

export interface TracePagesRequest {
  first: TracePage;
  /** Address of the list without offset and limit. */
  address: string;
}

/** The pages of a list that grow as rows come on screen: `need` asks for those between two rows. */
export function useTracePages({ first, address }: TracePagesRequest) {
  const [pages, setPages] = useState<TracePages>(() => firstPages(first));
  const asked = useRef(pages);
  const leaving = useRef<AbortController>(null);
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);

  const put = (page: number, state: Parameters<typeof withPage>[2]) => {
    asked.current = withPage(asked.current, page, state);
    setPages(asked.current);
  };

  const load = async (page: number) => {
    put(page, { state: 'loading' });
    const signal = leaving.current?.signal;
    try {
      const url = `${address}&offset=${page * pageSize}&limit=${pageSize}`;
      const answer = await fetchJson(url, tracePageSchema, { signal: signal ?? null });
      put(page, { state: 'loaded', traces: answer.traces });
    } catch (error) {
      if (signal?.aborted) return;
      put(page, { state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };

  return {
    pages,
    need: (rows: { first: number; last: number }) => {
      for (const page of missingPages(asked.current, rows)) void load(page);
    },
    retry: () => {
      for (const [page, { state }] of asked.current) if (state === 'failed') void load(page);
    },
  };
}
