'use client';

import { useEffect, useEffectEvent } from 'react';
import { typesInto } from '../ui/types-into';

export interface TraceKeys {
  onNextError: () => void;
  onPreviousError: () => void;
  onDown: () => void;
  onUp: () => void;
  /** False where the browser's own search is to open: a second ⌘F asks for it. */
  onFind: () => boolean;
}

/** The keys of the page, wherever the focus is but in a field that one types in, or under a dialog. */
export function useTraceKeys(keys: TraceKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const finds =
      event.key.toLowerCase() === 'f' && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
    if (finds) {
      if (keys.onFind()) event.preventDefault();
      return;
    }
    if (event.metaKey || event.ctrlKey || event.altKey || typesInto(event.target)) return;
    const actions: Record<string, () => void> = {
      e: keys.onNextError,
      E: keys.onPreviousError,
      j: keys.onDown,
      k: keys.onUp,
      '/': keys.onFind,
    };
    // A page that was just opened has its focus nowhere: the arrows mean the tree then.
    const nowhere = event.target === document.body;
    const arrows: Record<string, () => void> = { ArrowDown: keys.onDown, ArrowUp: keys.onUp };
    const action = actions[event.key] ?? (nowhere ? arrows[event.key] : undefined);
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
