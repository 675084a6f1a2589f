'use client';

import { Button } from '../ui/button';
import { ImportItemView } from './import-item-view';
import { type ImportItem, isOver } from './import-items';

export interface ImportPanelProps {
  items: ImportItem[];
  onCancel: (item: ImportItem) => void;
  onDismiss: (item: ImportItem) => void;
}

/** How imports go, in a corner beside whatever else one does. */
export function ImportPanel({ items, onCancel, onDismiss }: ImportPanelProps) {
  if (items.length === 0) return null;
  return (
    <section
      aria-label="Imports"
      className="fixed bottom-3 left-3 z-30 flex max-h-[60dvh] w-[22rem] max-w-[calc(100vw-24px)] flex-col gap-px overflow-auto rounded-card border border-line bg-panel shadow-float"
    >
      {items.map((item) => (
        <article
          key={item.key}
          aria-label={item.names.join(', ')}
          className="border-t border-line px-3.5 py-3 first:border-t-0"
        >
          <div className="mb-1 flex items-center gap-2">
            <h2 className="min-w-0 flex-1 truncate font-medium" title={item.names.join(', ')}>
              {item.names[0]}
              {item.names.length > 1 && ` and ${item.names.length - 1} more`}
            </h2>
            {isOver(item.state) ? (
              <Button small look="quiet" aria-label="Dismiss" onClick={() => onDismiss(item)}>
                ✕
              </Button>
            ) : (
              <Button small onClick={() => onCancel(item)}>
                Cancel
              </Button>
            )}
          </div>
          <ImportItemView state={item.state} onOpen={() => onDismiss(item)} />
        </article>
      ))}
    </section>
  );
}
