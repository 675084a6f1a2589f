'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '../ui/class-names';

/**
 * The filters beside the list. Where the two have no room side by side, a strip at the edge opens them over it. Stands in a
 * container named `content`, whose width decides.
 */
export function FiltersPane({ children }: { children: ReactNode }) {
  const id = useId();
  const strip = useRef<HTMLButtonElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const onPress = ({ target }: PointerEvent) => {
      const isOurs =
        target instanceof Node && (strip.current?.contains(target) || pane.current?.contains(target));
      if (!isOurs) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    strip.current?.focus();
  };

  return (
    <>
      <button
        ref={strip}
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
        className={classNames(
          'hidden w-9 shrink-0 items-start justify-center border-r border-line bg-panel py-3 font-medium text-secondary hover:bg-sunk hover:text-ink @max-[50rem]/content:flex',
          'max-md:h-8 max-md:w-full max-md:items-center max-md:border-r-0 max-md:border-b max-md:py-0',
        )}
      >
        <span className="rotate-180 [writing-mode:vertical-rl] max-md:rotate-0 max-md:[writing-mode:horizontal-tb]">
          Filters
        </span>
      </button>
      <aside
        ref={pane}
        id={id}
        aria-label="Filters"
        onKeyDown={onKeyDown}
        className={classNames(
          'w-52 shrink-0 overflow-y-auto border-r border-line bg-paper',
          '@max-[50rem]/content:absolute @max-[50rem]/content:inset-y-0 @max-[50rem]/content:left-9 @max-[50rem]/content:z-20 @max-[50rem]/content:shadow-float',
          'max-md:top-8! max-md:left-0! max-md:w-full',
          !open && '@max-[50rem]/content:hidden',
        )}
      >
        {children}
      </aside>
    </>
  );
}
