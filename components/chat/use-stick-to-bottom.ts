'use client';

import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this, in px, one reads along. */
const near = 48;

/** Keeps the end of a list in view as `grows` changes, unless one has scrolled away from it. */
export function useStickToBottom<T extends HTMLElement>(grows: unknown) {
  const ref = useRef<T>(null);
  const [atEnd, setAtEnd] = useState(true);

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element) setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < near);
  }, []);
  const toEnd = useCallback(() => {
    const element = ref.current;
    if (element) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for what grows, not for what it reads.
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [grows]);

  return { ref, atEnd, onScroll, toEnd };
}
