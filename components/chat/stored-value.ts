'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { z } from 'zod';

const prefix = 'halo-loop.';
const listeners = new Set<() => void>();
/** What storage did not take, as where it is full or forbidden: it lasts as long as the page. */
const unstored = new Map<string, string | null>();

/** A preference kept in this browser. Null on the server, before hydration, and where nothing that fits is stored. */
export function useStoredValue<T>(key: string, schema: z.ZodType<T>): [T | null, (value: T | null) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readText(key),
    () => null,
  );
  const value = useMemo(() => parse(text, schema), [text, schema]);
  const store = useCallback((next: T | null) => writeStored(key, next), [key]);
  return [value, store];
}

/** The same once, outside of rendering. */
export function readStored<T>(key: string, schema: z.ZodType<T>): T | null {
  return parse(readText(key), schema);
}

export function writeStored(key: string, value: unknown): void {
  const text = value === null ? null : JSON.stringify(value);
  try {
    if (text === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
    unstored.delete(key);
  } catch {
    unstored.set(key, text);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function readText(key: string): string | null {
  const kept = unstored.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

function parse<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
