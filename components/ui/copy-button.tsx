'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { copyText } from './copy-text';

export interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  /** What is copied; a function is asked when the button is pressed. */
  text: string | (() => string);
  children?: ReactNode;
}

/** Copies, and says "Copied" for a moment. */
export function CopyButton({ text, children = 'Copy', ...rest }: CopyButtonProps) {
  const [answer, setAnswer] = useState<'Copied' | 'Not allowed' | null>(null);
  useEffect(() => {
    if (answer === null) return;
    const timer = setTimeout(() => setAnswer(null), 1600);
    return () => clearTimeout(timer);
  }, [answer]);
  const copy = async () => {
    const done = await copyText(typeof text === 'string' ? text : text());
    setAnswer(done ? 'Copied' : 'Not allowed');
  };
  return (
    <Button small look="quiet" {...rest} onClick={copy}>
      {/* Both stand in one cell, so that the button keeps its width. */}
      <span className="grid place-items-center">
        <span
          className={answer === null ? '[grid-area:1/1]' : 'invisible [grid-area:1/1]'}
          aria-hidden={answer !== null}
        >
          {children}
        </span>
        <span role="status" className="[grid-area:1/1]">
          {answer}
        </span>
      </span>
    </Button>
  );
}
