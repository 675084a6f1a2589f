'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useReducer, useRef } from 'react';
import { addressOf, printAddress, readAddress } from '../../lib/trace/span-address';
import type { SpanTree } from '../../lib/trace/span-tree';
import { startState, type TraceAction, type TraceState, traceReducer } from '../../lib/trace/trace-state';
import { printView, readView } from '../../lib/trace/view-query';
import { useInAddress } from './use-in-address';

/** `push` leaves a step to come back to; `replace` is for keys, which walk through many spans. */
export type Visit = 'push' | 'replace';

export interface TraceControls {
  state: TraceState;
  dispatch: (action: TraceAction) => void;
  select: (index: number, visit: Visit) => void;
}

/** A browser refuses more than a few history entries a second: keys that are held down write the last of them. */
const replaceDelayMs = 200;

/**
 * The state of the page, with the selected span and "errors only" in the address bar. `quotedRow` is the span that holds the quote of a
 * link that names none.
 */
export function useTraceState(tree: SpanTree, quotedRow: number | null): TraceControls {
  const query = useSearchParams();
  const read = readAddress(query);
  const unnamed = read.spanId === null && read.row === null && read.quote !== null;
  const address = unnamed ? { ...read, row: quotedRow } : read;
  const view = readView(query);
  const [state, dispatch] = useReducer(traceReducer, undefined, () =>
    traceReducer(startState(tree, address), { type: 'errors-only', on: view.errorsOnly }),
  );
  if (printAddress(address) !== state.address) dispatch({ type: 'address-seen', address });
  useInAddress('show', printView({ ...view, errorsOnly: state.errorsOnly }).show);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const select = useCallback(
    (index: number, visit: Visit) => {
      dispatch({ type: 'selected', index });
      clearTimeout(timer.current);
      const printed = printAddress(addressOf(tree, index));
      const from = shownPlace();
      const write = () => {
        const url = urlWith(printed);
        // Whoever has gone to another page or span meanwhile, as Back does, wants nothing written there.
        if (url === null || shownPlace() !== from) return;
        dispatch({ type: 'address-written', address: printed });
        if (visit === 'push') window.history.pushState(null, '', url);
        else window.history.replaceState(null, '', url);
      };
      if (visit === 'push') write();
      else timer.current = setTimeout(write, replaceDelayMs);
    },
    [tree],
  );
  return { state, dispatch, select };
}

/** The page and the span of the address bar. */
function shownPlace(): string {
  const { pathname, search } = window.location;
  return `${pathname}?${printAddress(readAddress(new URLSearchParams(search)))}`;
}

/** This page's address with another span; what else the query says stays. Null where it is that already. */
function urlWith(printed: string): string | null {
  const query = new URLSearchParams(window.location.search);
  if (printAddress(readAddress(query)) === printed) return null;
  for (const name of ['span', 'row', 'quote']) query.delete(name);
  const rest = query.toString();
  return `${window.location.pathname}?${[printed, rest].filter((part) => part !== '').join('&')}`;
}
