'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { z } from 'zod';
import { chatPlace } from '../../lib/chat/chat-place';
import type { PublicSettings } from '../../lib/contracts/settings';
import { classNames } from '../ui/class-names';
import { Kbd } from '../ui/kbd';
import { useCommandKey } from '../ui/use-command-key';
import { useHydrated } from '../ui/use-hydrated';
import { ChatPanel } from './chat-panel';
import { ChatRail } from './chat-rail';
import { NoDataset } from './no-dataset';
import { useNothingHere } from './nothing-here';
import { ResizeHandle } from './resize-handle';
import { useStoredValue } from './stored-value';

export interface ChatDockProps {
  settings: PublicSettings;
}

const widths = { initial: 400, min: 320, max: 900 };
const widthSchema = z.number().min(widths.min).max(widths.max);
const openSchema = z.boolean();
/** Below this width of the window, in px, the chat lies over the page and is closed at first. */
const narrow = 768;

/** The chat at the right edge of every page. It is mounted once, in the layout, so that it survives navigation. */
export function ChatDock({ settings }: ChatDockProps) {
  return (
    <Suspense fallback={null}>
      <Dock settings={settings} />
    </Suspense>
  );
}

function Dock({ settings }: ChatDockProps) {
  const place = chatPlace(usePathname(), useSearchParams());
  const datasetId = useLastSeen(place.datasetId, useNothingHere());
  const hydrated = useHydrated();
  const [stored, store] = useStoredValue('chat.open', openSchema);
  const [width, setWidth] = useStoredValue('chat.width', widthSchema);
  const composer = useRef<HTMLTextAreaElement>(null);
  const panel = useRef<HTMLElement>(null);
  const open = stored ?? (!hydrated || window.innerWidth >= narrow);
  const px = width ?? widths.initial;

  const toggle = () => {
    if (place.onDiagnosisPage) return;
    store(!open);
    // The field can take the focus once it is shown.
    if (!open) requestAnimationFrame(() => composer.current?.focus());
  };
  /** The key leads into the chat; only from within it does it hide it. */
  const onKey = () => {
    const isElsewhere = !panel.current?.contains(document.activeElement);
    if (open && isElsewhere && composer.current) composer.current.focus();
    else toggle();
  };
  useShortcut('j', onKey);

  const key = useCommandKey()('J');
  const hideButton = (
    <button
      type="button"
      onClick={toggle}
      aria-label="Hide the chat"
      aria-keyshortcuts="Meta+J Control+J"
      title={`Hide the chat (${key})`}
      className="rounded-chip"
    >
      <Kbd>{key}</Kbd>
    </button>
  );

  if (place.onDiagnosisPage) return null;
  return (
    <>
      {!open && <ChatRail onOpen={toggle} shortcut={key} />}
      <aside
        ref={panel}
        aria-label="Ask the traces"
        // The page beside it keeps 640 px, unless the chat would then be too narrow to read.
        style={{ width: `min(${px}px, max(${widths.min}px, calc(100vw - 640px)))` }}
        className={classNames(
          'relative h-full border-l border-line bg-panel',
          'max-md:fixed max-md:inset-x-0 max-md:top-11 max-md:bottom-0 max-md:border-t max-md:border-l-0 max-md:z-30 max-md:h-auto max-md:w-full!',
          !open && 'hidden',
          !hydrated && 'max-md:hidden',
        )}
      >
        <ResizeHandle
          label="Width of the chat"
          width={px}
          min={widths.min}
          max={widths.max}
          onResize={setWidth}
        />
        {hydrated && datasetId !== null ? (
          <ChatPanel
            key={datasetId}
            datasetId={datasetId}
            place={place}
            settings={settings}
            onShow={() => store(true)}
            hideButton={hideButton}
            composerRef={composer}
          />
        ) : (
          <NoDataset hideButton={hideButton} waiting={datasetId !== null} />
        )}
      </aside>
    </>
  );
}

/** On pages without a dataset, or with one that is not there, the chat goes on about the one that was seen last. */
function useLastSeen(here: string | null, isAbsent: boolean): string | null {
  const [seen, setSeen] = useState<string[]>([]);
  const others = seen.filter((id) => id !== here);
  const next = here === null || isAbsent ? others : [...others, here];
  if (next.join('/') !== seen.join('/')) setSeen(next);
  return next.at(-1) ?? null;
}

function useShortcut(letter: string, act: () => void) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    if (event.key.toLowerCase() !== letter) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
