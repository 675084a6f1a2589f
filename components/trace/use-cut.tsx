'use client';

import { type ReactNode, useState } from 'react';
import { formatCount } from '../../lib/format';

/** Elements are dear: a span may hold ten thousand messages, events or attributes. */
const most = 200;

export interface Cut<T> {
  shown: readonly T[];
  /** The button that shows the rest; null where there is none. */
  rest: ReactNode;
}

/** The first of many items until one asks for all. Where words are to be marked nothing is cut: they may lie anywhere. */
export function useCut<T>(
  items: readonly T[],
  { nouns, marks }: { nouns: string; marks: readonly string[] },
): Cut<T> {
  const [all, setAll] = useState(false);
  if (all || marks.length > 0 || items.length <= most) return { shown: items, rest: null };
  const rest = (
    <button
      type="button"
      onClick={() => setAll(true)}
      className="mt-1 text-small text-accent hover:underline"
    >
      Show all {formatCount(items.length)} {nouns}
    </button>
  );
  return { shown: items.slice(0, most), rest };
}
