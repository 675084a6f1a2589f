'use client';

import { useState } from 'react';
import { createPortal } from 'react-dom';
import { cursorLink } from '../../lib/chat/hand-over';
import { Button, buttonClass } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';

export interface HandOverButtonProps {
  /** What a coding agent is told; asked for when the dialog opens. */
  prompt: () => string;
  look?: 'plain' | 'quiet';
  className?: string;
}

/** Shows the prompt for a coding agent, to be copied or opened in one. */
export function HandOverButton({ prompt, look = 'plain', className }: HandOverButtonProps) {
  const [text, setText] = useState<string | null>(null);
  const close = () => setText(null);
  return (
    <>
      <Button
        small
        look={look}
        aria-haspopup="dialog"
        onClick={() => setText(prompt())}
        className={className}
      >
        Hand to agent
      </Button>
      {text !== null && createPortal(<HandOverDialog text={text} onClose={close} />, document.body)}
    </>
  );
}

function HandOverDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const link = cursorLink(text);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Hand to a coding agent"
      wide
      actions={
        <>
          {link === null ? (
            <p className="mr-auto self-center text-small text-secondary">Too long for a link: copy it.</p>
          ) : (
            <a href={link} className={`${buttonClass()} mr-auto`}>
              Open in Cursor
            </a>
          )}
          <CopyButton look="primary" small={false} text={text}>
            Copy prompt
          </CopyButton>
        </>
      }
    >
      <p className="mb-2 text-secondary">
        The evidence, and what to verify in the code before anything is changed. It stands for itself: paste
        it where the code is.
      </p>
      <textarea
        readOnly
        aria-label="Prompt"
        value={text}
        className="machine h-[50dvh] w-full resize-none rounded-control border-none bg-sunk px-3 py-2"
      />
    </Dialog>
  );
}
