'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { type ViewParameter, withParameter } from '../../lib/trace/view-query';

/** A browser refuses more than a few history entries a second: typing writes the last of them. */
const delayMs = 200;

/**
 * Keeps a parameter of the address bar at what is on screen, so that its link shows the same. It leaves no step to come
 * back to; Back goes from span to span, and how they are looked at stays.
 */
export function useInAddress(name: ViewParameter, value: string | null): void {
  const shown = useSearchParams().get(name);
  const home = useRef<string>(undefined);
  useEffect(() => {
    home.current ??= window.location.pathname;
    if (shown === value) return;
    const write = () => {
      const { pathname, search, hash } = window.location;
      // Whoever has gone to another page meanwhile, as Back does, wants nothing written there.
      if (pathname !== home.current) return;
      window.history.replaceState(null, '', `${pathname}${withParameter(search, name, value)}${hash}`);
    };
    const timer = setTimeout(write, delayMs);
    return () => clearTimeout(timer);
  }, [name, shown, value]);
}
