'use client';

import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';
import { Button } from '../ui/button';

export interface ComposerProps {
  ref?: Ref<HTMLTextAreaElement>;
  /** Answers whether the question was taken; only then is the field emptied. */
  onAsk: (question: string) => Promise<boolean>;
  onCancel: () => void;
  running: boolean;
  sending: boolean;
  /** Why nothing can be asked here; null where it can. */
  blocked: string | null;
  followUp: boolean;
  /** What the question is about. */
  scope: ReactNode;
  /** Who answers. */
  chips: ReactNode;
}

/** Where one asks. Enter sends, Shift and Enter begin a new line. */
export function Composer(props: ComposerProps) {
  const { ref, onAsk, onCancel, running, sending, blocked, followUp, scope, chips } = props;
  const [draft, setDraft] = useState('');
  const ready = !running && !sending && blocked === null && draft.trim() !== '';

  const send = async () => {
    // What was typed on while the question was on its way stays.
    if (ready && (await onAsk(draft.trim()))) setDraft((now) => (now === draft ? '' : now));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter takes a suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      onSubmit={onSubmit}
      className="rounded-card border border-line-strong bg-panel p-2.5 focus-within:border-accent"
    >
      {scope}
      <textarea
        ref={ref}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        rows={1}
        disabled={blocked !== null}
        aria-label="Question about these traces"
        placeholder={blocked ?? (followUp ? 'Ask a follow-up…' : 'Ask about these traces…')}
        className="field-sizing-content max-h-48 min-h-[26px] w-full resize-none bg-transparent px-0.5 outline-none"
      />
      <div className="flex items-center gap-1.5 pt-1.5">
        {chips}
        <span className="flex-1" />
        {running ? (
          <Button small onClick={onCancel} aria-keyshortcuts="Escape" className="h-[26px]">
            Cancel <span className="text-faint">Esc</span>
          </Button>
        ) : (
          <Button
            small
            look="primary"
            type="submit"
            disabled={sending || blocked !== null}
            className="h-[26px] font-semibold"
          >
            Ask{' '}
            <span aria-hidden="true" className="opacity-60">
              ↵
            </span>
          </Button>
        )}
      </div>
    </form>
  );
}
