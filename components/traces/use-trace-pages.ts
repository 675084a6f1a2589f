'use client';

import { useEffect, useRef, useState } from 'react';
import { type TracePage, tracePageSchema } from '../../lib/contracts/trace';
import { errorMessage } from '../../lib/error-message';
import { pageSize } from '../../lib/search/trace-page-size';
import { fetchJson } from '../ui/fetch-json';
import {
  firstPages,
  missingPages,
  type PageState,
  type RowRange,
  type TracePages,
  withoutPage,
  withPage,
} from './trace-pages';

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
  const requests = useRef(new Map<number, AbortController>());
  const onScreen = useRef<RowRange>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const running = requests.current;
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      for (const request of running.values()) request.abort();
    };
  }, []);

  const change = (next: TracePages) => {
    asked.current = next;
    setPages(next);
  };
  const put = (page: number, state: PageState) => change(withPage(asked.current, page, state));

  const load = async (page: number) => {
    const request = new AbortController();
    requests.current.set(page, request);
    put(page, { state: 'loading' });
    try {
      const url = `${address}&offset=${page * pageSize}&limit=${pageSize}`;
      const answer = await fetchJson(url, tracePageSchema, { signal: request.signal });
      put(page, { state: 'loaded', traces: answer.traces });
    } catch (error) {
      if (request.signal.aborted) return;
      put(page, { state: 'failed', message: errorMessage(error) });
    } finally {
      if (requests.current.get(page) === request) requests.current.delete(page);
    }
  };

  /** Pages that were passed by are not waited for: what is on screen comes first. */
  const leaveOthers = ({ first: from, last: to }: RowRange) => {
    for (const [page, request] of requests.current) {
      if ((page + 1) * pageSize > from && page * pageSize <= to) continue;
      request.abort();
      requests.current.delete(page);
      change(withoutPage(asked.current, page));
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
    leaveOthers(rows);
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
