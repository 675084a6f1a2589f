'use client';

import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names';

export interface DialogProps {
  open: boolean;
  /** Escape, the close button, or a click beside it. */
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
  wide?: boolean;
}

/** A modal dialog on the native element, which keeps the focus and gives it back. */
export function Dialog({ open, onClose, title, children, actions, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  /** Words that are selected up to beyond the edge are no click beside it. */
  const pressedBeside = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  useLayoutEffect(() => {
    const dialog = ref.current;
    // Who takes the dialog away instead of closing it gets the focus back all the same.
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; the click is for those who point.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      // It may be open again by the time that this is told.
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (pressedBeside.current && event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        'max-h-[85dvh] w-full overflow-hidden rounded-card border border-line bg-panel p-0 shadow-float',
        wide ? 'max-w-3xl' : 'max-w-md',
      )}
    >
      {open && (
        <div className="flex max-h-[85dvh] flex-col">
          <div className="flex items-center justify-between border-b border-line py-2 pr-2 pl-4">
            <h2 id={titleId} className="font-semibold">
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className="flex size-7 items-center justify-center rounded-control text-secondary hover:bg-sunk"
            >
              ✕
            </button>
          </div>
          <div className="min-h-0 overflow-auto px-4 py-3">{children}</div>
          {actions && (
            <div className="flex justify-end gap-2 border-t border-line px-4 py-2.5">{actions}</div>
          )}
        </div>
      )}
    </dialog>
  );
}
