'use client';

import { useSyncExternalStore } from 'react';

const nothing = () => () => {};

/** False on the server and in the first render of the browser: what is kept in the browser is not known until then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
}
