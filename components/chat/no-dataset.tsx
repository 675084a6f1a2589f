import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';

/** The chat where nothing can be asked; `waiting` while the browser is still to say what was asked before. */
export function NoDataset({ hideButton, waiting }: { hideButton: ReactNode; waiting: boolean }) {
  return (
    <>
      <header className="flex h-10 items-center justify-between border-b border-line pr-2.5 pl-3.5">
        <h2 className="font-semibold">Ask the traces</h2>
        {hideButton}
      </header>
      {!waiting && (
        <EmptyState title="No dataset is open">
          Open or import one; questions are answered from its traces, and every citation is checked.
        </EmptyState>
      )}
    </>
  );
}
