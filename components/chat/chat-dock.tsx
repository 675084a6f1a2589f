'use client';

import { Suspense } from 'react';
import type { PublicSettings } from '../../lib/contracts/settings';

export interface ChatDockProps {
  settings: PublicSettings;
}

/** The chat at the right edge of every page. It is mounted once, in the layout, so that it survives navigation. */
export function ChatDock({ settings }: ChatDockProps) {
  return (
    <Suspense fallback={null}>
      <aside aria-label="Ask the traces">
        {settings.provider === 'builtin' ? 'built-in analyst' : settings.model}
      </aside>
    </Suspense>
  );
}
