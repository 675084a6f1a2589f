import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface EmptyStateProps {
  title: string;
  /** Why there is nothing, and what to do. */
  children?: ReactNode;
  /** The ways out: buttons or links. */
  actions?: ReactNode;
  className?: string;
}

/** What stands where nothing is to be shown. */
export function EmptyState({ title, children, actions, className }: EmptyStateProps) {
  return (
    <div
      className={classNames('flex flex-col items-center justify-center px-6 py-12 text-center', className)}
    >
      <h2 className="text-figure font-semibold">{title}</h2>
      {children && <div className="mt-1 max-w-md text-secondary">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
