'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { classNames } from './class-names';

export interface MenuProps {
  /** What the button shows. */
  trigger: ReactNode;
  /** Accessible name of the button, where what it shows is not enough. */
  label?: string;
  /** Buttons and links with role `menuitem` or `menuitemradio`, of class `menuItemClass`; rendered while open. */
  children: ReactNode;
  align?: 'start' | 'end';
  /** Where the list opens; at the foot of a page there is no room below. */
  side?: 'below' | 'above';
  /** Called each time the menu opens, to fetch what it shows. */
  onOpen?: () => void;
  triggerClassName?: string;
}

/** A button with a list under it. The native popover closes it on Escape and on a click elsewhere. */
export function Menu({
  trigger,
  label,
  children,
  align = 'start',
  side = 'below',
  onOpen,
  triggerClassName,
}: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const place = (opens: boolean) => {
    setOpen(opens);
    const [below, menu] = [button.current?.getBoundingClientRect(), list.current];
    if (!opens || !below || !menu) return;
    onOpen?.();
    if (side === 'below') menu.style.top = `${below.bottom + 4}px`;
    else menu.style.bottom = `${document.documentElement.clientHeight - below.top + 4}px`;
    if (align === 'start') menu.style.left = `${below.left}px`;
    else menu.style.right = `${document.documentElement.clientWidth - below.right}px`;
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onBeforeToggle={(event) => place(event.newState === 'open')}
        onToggle={(event) => {
          if (event.newState === 'open') items(list.current)[0]?.focus();
          // What had the focus is gone with the list.
          else if (document.activeElement === document.body) button.current?.focus();
        }}
        onKeyDown={moveFocus}
        onClick={(event) =>
          event.target instanceof Element && closesMenu(event.target) && list.current?.hidePopover()
        }
        className="fixed inset-auto m-0 max-h-[70dvh] min-w-48 max-w-[min(28rem,90vw)] overflow-auto rounded-card border border-line bg-panel p-1 text-ink shadow-float"
      >
        {open && children}
      </div>
    </>
  );
}

/** Class of one line of a menu, for a button or a link with role `menuitem`. */
export function menuItemClass({ selected = false }: { selected?: boolean } = {}): string {
  return classNames(
    'flex w-full min-w-0 items-center gap-2 rounded-control px-2 py-1 text-left outline-none hover:bg-sunk focus:bg-sunk',
    selected && 'bg-accent-tint text-accent',
  );
}

function closesMenu(target: Element): boolean {
  return target.closest('[role^="menuitem"]') !== null;
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])];
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  // Tab goes on from the button, as from any other.
  if (event.key === 'Tab') return event.currentTarget.hidePopover();
  const all = items(event.currentTarget);
  const at = event.target instanceof HTMLElement ? all.indexOf(event.target) : -1;
  const next: Record<string, number> = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
}
