'use client';

import { useEffect, useRef, useState } from 'react';
import { type TracePage, tracePageSchema } from '../../lib/contracts/trace';
import { pageSize } from '../../lib/search/trace-page-size';
import { fetchJson } from '../ui/fetch-json';
import { firstPages, missingPages, type RowRange, type TracePages, withPage } from './trace-pages';

export interface TracePagesRequest {
  first: TracePage;
  /** Address of the list without offset and limit. */
  address: string;
}

/** A scrollbar that is dragged passes thousands of pages: what is on screen is asked for this often. */
const askEveryMs = 100;

/** Rows around those on screen that are asked for with them. */
const ahead = 40;

/** The pages of a list that grow as rows come on screen: `need` asks for those between two rows. */
export function useTracePages({ first, address }: TracePagesRequest) {
  const [pages, setPages] = useState<TracePages>(() => firstPages(first));
  const asked = useRef(pages);
  const leaving = useRef<AbortController>(null);
  const onScreen = useRef<RowRange>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => {
      controller.abort();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
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

  const ask = () => {
    timer.current = undefined;
    if (onScreen.current === null) return;
    const rows = {
      first: Math.max(0, onScreen.current.first - ahead),
      last: Math.min(first.total - 1, onScreen.current.last + ahead),
    };
    onScreen.current = null;
    for (const page of missingPages(asked.current, rows)) void load(page);
    timer.current = setTimeout(ask, askEveryMs);
  };

  return {
    pages,
    need: (rows: RowRange) => {
      onScreen.current = rows;
      if (timer.current === undefined) ask();
    },
    retry: () => {
      for (const [page, { state }] of asked.current) if (state === 'failed') void load(page);
    },
  };
}
