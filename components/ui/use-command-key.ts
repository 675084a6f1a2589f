'use client';

import { useHydrated } from './use-hydrated';

/** Writes a key that is pressed together with the command key of this machine: "⌘J" or "Ctrl J". */
export function useCommandKey(): (key: string) => string {
  const isMac = useHydrated() && /Mac|iP/.test(navigator.platform);
  return (key) => (isMac ? `⌘${key}` : `Ctrl ${key}`);
}
