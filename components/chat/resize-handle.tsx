'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { classNames } from '../ui/class-names';

export interface ResizeHandleProps {
  /** px, of what the handle is the edge of. */
  width: number;
  /** Which edge of it that is. */
  edge?: 'left' | 'right';
  min: number;
  max: number;
  onResize: (width: number) => void;
  label: string;
}

const step = 24;

/** The edge that is dragged; arrow keys do the same, Home and End go to the limits. */
export function ResizeHandle({ width, edge = 'left', min, max, onResize, label }: ResizeHandleProps) {
  const grip = useRef<{ x: number; width: number } | null>(null);
  /** What is sized grows towards its edge. */
  const outwards = edge === 'left' ? -1 : 1;
  const resize = (to: number) => onResize(Math.round(Math.min(max, Math.max(min, to))));

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (grip.current) resize(grip.current.width + outwards * (event.clientX - grip.current.x));
  };
  const letGo = () => {
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowLeft: width - outwards * step,
      ArrowRight: width + outwards * step,
      Home: edge === 'left' ? max : min,
      End: edge === 'left' ? min : max,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    resize(to);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is dragged is a widget; <hr> cannot be one.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onLostPointerCapture={letGo}
      onKeyDown={onKeyDown}
      className={classNames(
        edge === 'left' ? '-left-1' : '-right-1',
        'absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-[3px] after:w-0.5 hover:after:bg-accent focus-visible:outline-none focus-visible:after:bg-accent active:after:bg-accent max-md:hidden',
      )}
    />
  );
}
