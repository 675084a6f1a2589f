import type { ReactNode } from 'react';
import { type CurrentDataset, TopBar } from './top-bar';

export interface ScreenProps {
  /** The dataset on screen; its name stands in the bar and opens the list of the others. */
  dataset?: CurrentDataset | undefined;
  /** What stands in the middle of the bar: the search, or where one is. */
  bar?: ReactNode;
  /** What stands before the bar: links that lead past it. */
  skip?: ReactNode;
  children: ReactNode;
}

/** A page of the frame: the bar, and the content under it, which scrolls by itself. */
export function Screen({ dataset, bar, skip, children }: ScreenProps) {
  return (
    <>
      {skip}
      <TopBar dataset={dataset}>{bar}</TopBar>
      <main
        id="content"
        tabIndex={-1}
        className="frame-content relative min-h-0 min-w-0 overflow-auto outline-none"
      >
        {children}
      </main>
    </>
  );
}
