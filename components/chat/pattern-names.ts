'use client';

import { useSyncExternalStore } from 'react';
import type { Filters } from '../../lib/contracts/filters';

type Pattern = NonNullable<Filters['pattern']>;

/** A key is made of what its pattern says: it means the same in every dataset. */
const names = new Map<string, string>();
const listeners = new Set<() => void>();

/** A page knows what the pattern in its address says; the chat beside it shows it. */
export function rememberPatternName(pattern: Pattern, name: string): void {
  names.set(keyOf(pattern), name);
  for (const listener of listeners) listener();
}

/** Null for no pattern, and for one that no page has named yet. */
export function usePatternName(pattern: Pattern | undefined): string | null {
  return useSyncExternalStore(
    subscribe,
    () => (pattern === undefined ? null : (names.get(keyOf(pattern)) ?? null)),
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keyOf({ detector, key }: Pattern): string {
  return `${detector}:${key}`;
}
