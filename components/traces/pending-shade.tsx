'use client';

import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { useExploring } from './explore-provider';

/** What stands here is about to give way: after a moment it steps back, and stays usable. */
export function PendingShade({ children }: { children: ReactNode }) {
  const { isPending } = useExploring();
  return (
    <div
      aria-busy={isPending}
      className={classNames(
        'flex min-h-0 flex-1 flex-col',
        isPending && 'opacity-60 transition-opacity delay-200 duration-[120ms]',
      )}
    >
      {children}
    </div>
  );
}
