import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';

export interface SectionProps {
  title: string;
  /** What the copy button copies; no button without it. */
  copy?: (() => string) | undefined;
  /** Stands beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a span under its small heading. */
export function Section({ title, copy, aside, children }: SectionProps) {
  return (
    <section aria-label={title} className="mt-4 first:mt-0">
      <div className="mb-1.5 flex h-6 items-center gap-2">
        <h3 className="heading">{title}</h3>
        {aside}
        {copy && (
          <CopyButton
            text={copy}
            aria-label={`Copy ${title.toLowerCase()}`}
            className="ml-auto font-normal"
          />
        )}
      </div>
      {children}
    </section>
  );
}
