'use client';

import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Nearer to the end than this, in px, one reads along. */
const near = 48;

export interface ReadingPlaceOptions {
  /** Another value whenever there is more to read. */
  grows: unknown;
  /** An answer is being written. */
  live: boolean;
  /** Once it is written, it stands above what one has followed until then. */
  turnsOver: boolean;
}

/**
 * Where a conversation is scrolled to. While an answer grows, its end stays in view unless one has scrolled away from it; what was
 * answered before, and what turns over at its end, is read from its question.
 */
export function useReadingPlace<T extends HTMLElement>({ grows, live, turnsOver }: ReadingPlaceOptions) {
  const ref = useRef<T>(null);
  const [atEnd, setAtEnd] = useState(true);
  const wasLive = useRef(live);
  /** One has chosen a place, by scrolling or by asking: it is not taken away. */
  const placed = useRef(live);

  const onScroll = useCallback(() => {
    const element = ref.current;
    if (element) setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < near);
  }, []);
  const onTouch = useCallback(() => {
    placed.current = true;
  }, []);
  const toEnd = useCallback(() => {
    const element = ref.current;
    if (element) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for what grows, not for what it reads.
  useLayoutEffect(() => {
    // The last words of a run come with its end, when it is live no more.
    const follows = live || wasLive.current;
    // A question that was just asked is to be seen, wherever one was.
    const isOver = wasLive.current && !live && turnsOver;
    if (follows && !isOver && (atEnd || !wasLive.current)) toEnd();
    if (isOver ? atEnd : !follows && !placed.current) {
      [...(ref.current?.querySelectorAll('article') ?? [])].at(-1)?.scrollIntoView({ block: 'start' });
    }
    if (live) placed.current = true;
    wasLive.current = live;
  }, [grows]);

  return {
    ref,
    atEnd,
    toEnd,
    events: { onScroll, onWheel: onTouch, onPointerDown: onTouch, onKeyDown: onTouch },
  };
}
