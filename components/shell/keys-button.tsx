'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { typesInto } from '../ui/types-into';
import { useCommandKey } from '../ui/use-command-key';
import { keyGroups } from './key-groups';

/** Opens the list of keys, and so does `?` anywhere but in a field. */
export function KeysButton() {
  const [open, setOpen] = useState(false);
  const commandKey = useCommandKey();
  useQuestionMark(() => setOpen(true));
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label="Keys"
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        title="Keys (?)"
        className="shrink-0 rounded-chip max-md:hidden"
      >
        <Kbd>?</Kbd>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Keys" wide>
        <div className="gap-8 sm:columns-2">
          {keyGroups.map(({ title, keys }) => (
            <section key={title} aria-label={title} className="mb-4 break-inside-avoid">
              <h3 className="heading mb-1">{title}</h3>
              <dl>
                {keys.map(({ keys: pressed, does }) => (
                  <div key={does} className="flex items-center gap-3 border-b border-line py-1 last:border-0">
                    <dt className="order-last flex flex-wrap justify-end gap-1">
                      {pressed.map((key) => (
                        <kbd
                          key={key}
                          className="inline-flex h-5 min-w-5 items-center justify-center rounded-chip border border-line-strong bg-sunk px-1.5 font-mono text-label whitespace-nowrap"
                        >
                          {key.startsWith('Mod ') ? commandKey(key.slice('Mod '.length)) : key}
                        </kbd>
                      ))}
                    </dt>
                    <dd className="min-w-0 flex-1">{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}

function useQuestionMark(act: () => void) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '?' || event.metaKey || event.ctrlKey || event.altKey || typesInto(event.target))
      return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
