import type { ReactNode } from 'react';

/** A key, shown where it works. Screen readers get `aria-keyshortcuts` of the control instead. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex h-[18px] min-w-[18px] shrink-0 items-center justify-center rounded-chip border border-line bg-sunk px-1 font-mono text-[10px] leading-none text-faint"
    >
      {children}
    </span>
  );
}
