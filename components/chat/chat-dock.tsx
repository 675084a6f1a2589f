'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { z } from 'zod';
import { chatPlace } from '../../lib/chat/chat-place';
import type { PublicSettings } from '../../lib/contracts/settings';
import { classNames } from '../ui/class-names';
import { EmptyState } from '../ui/empty-state';
import { Kbd } from '../ui/kbd';
import { ChatPanel } from './chat-panel';
import { ResizeHandle } from './resize-handle';
import { useStoredValue } from './stored-value';
import { useHydrated } from './use-hydrated';

export interface ChatDockProps {
  settings: PublicSettings;
}

const widths = { initial: 400, min: 320, max: 900 };
const widthSchema = z.number().min(widths.min).max(widths.max);
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
  const datasetId = useLast(place.datasetId);
  const hydrated = useHydrated();
  const [stored, store] = useStoredValue('chat.open', z.boolean());
  const [width, setWidth] = useStoredValue('chat.width', widthSchema);
  const composer = useRef<HTMLTextAreaElement>(null);
  const open = stored ?? (!hydrated || window.innerWidth >= narrow);
  const px = width ?? widths.initial;

  const toggle = () => {
    store(!open);
    // The field can take the focus once it is shown.
    if (!open) requestAnimationFrame(() => composer.current?.focus());
  };
  useShortcut('j', toggle);

  const key = hydrated && /Mac|iP/.test(navigator.platform) ? '⌘J' : 'Ctrl J';
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
      {!open && <Rail onOpen={toggle} shortcut={key} />}
      <aside
        aria-label="Ask the traces"
        // The page beside it keeps 640 px, unless the chat would then be too narrow to read.
        style={{ width: `min(${px}px, max(${widths.min}px, calc(100vw - 640px)))` }}
        className={classNames(
          'relative h-full border-l border-line bg-panel',
          'max-md:fixed max-md:inset-x-0 max-md:top-11 max-md:bottom-0 max-md:z-30 max-md:h-auto max-md:w-full!',
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

/** On pages without a dataset the chat goes on about the one that was seen last. */
function useLast(value: string | null): string | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
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

/** What stands at the edge while the chat is hidden. */
function Rail({ onOpen, shortcut }: { onOpen: () => void; shortcut: string }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label="Show the chat"
      aria-keyshortcuts="Meta+J Control+J"
      title={`Ask the traces (${shortcut})`}
      className="flex h-full w-9 flex-col items-center gap-3 border-l border-line bg-panel py-3 text-secondary hover:bg-sunk hover:text-ink max-md:fixed max-md:right-3 max-md:bottom-3 max-md:z-30 max-md:h-9 max-md:w-auto max-md:flex-row max-md:rounded-full max-md:border max-md:px-4 max-md:shadow-float"
    >
      <span className="font-medium whitespace-nowrap [writing-mode:vertical-rl] max-md:[writing-mode:horizontal-tb]">
        Ask the traces
      </span>
    </button>
  );
}

function NoDataset({ hideButton, waiting }: { hideButton: React.ReactNode; waiting: boolean }) {
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
