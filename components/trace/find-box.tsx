'use client';

import type { KeyboardEvent, RefObject } from 'react';
import { formatCount, formatNumberOf } from '../../lib/format';
import { Kbd } from '../ui/kbd';
import { Spinner } from '../ui/spinner';
import type { Find } from './use-find';

export interface FindBoxProps {
  find: Find;
  selected: number | null;
  input: RefObject<HTMLInputElement | null>;
  onNext: () => void;
  onPrevious: () => void;
  /** Escape in an empty box, or after it was emptied. */
  onLeave: () => void;
}

/** Looks through the names and payloads of the trace; Enter and Shift+Enter step through the spans found. */
export function FindBox({ find, selected, input, onNext, onPrevious, onLeave }: FindBoxProps) {
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.shiftKey) onPrevious();
      else onNext();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (find.text !== '') find.search('');
      else onLeave();
    }
  };
  const at = selected === null ? -1 : find.hits.indexOf(selected);
  return (
    <search className="flex h-7 min-w-0 flex-1 items-center gap-1.5 rounded-control border border-line-strong bg-panel pr-1 pl-2.5 focus-within:border-accent">
      <input
        ref={input}
        type="text"
        value={find.text}
        onChange={(event) => find.search(event.target.value)}
        onKeyDown={keys}
        placeholder="Find in trace"
        aria-label="Find in trace"
        aria-keyshortcuts="/ Control+F"
        spellCheck={false}
        className="min-w-0 flex-1 bg-transparent outline-none"
      />
      {find.text.trim() === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <>
          {find.payloads.state === 'searching' && <Spinner className="size-3" />}
          <span role="status" className="figures shrink-0 text-small text-secondary" title={told(find)}>
            {find.hits.length === 0
              ? find.payloads.state !== 'searching' && 'none'
              : `${at === -1 ? '' : `${formatCount(at + 1)}/`}${formatCount(find.hits.length)}`}
          </span>
          <Step label="Previous span found" sign="↑" onPress={onPrevious} />
          <Step label="Next span found" sign="↓" onPress={onNext} />
        </>
      )}
    </search>
  );
}

function Step({ label, sign, onPress }: { label: string; sign: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="flex size-5 items-center justify-center rounded-chip text-secondary hover:bg-sunk hover:text-ink"
    >
      {sign}
    </button>
  );
}

function told({ payloads, hits }: Find): string {
  const spans = formatNumberOf(hits.length, 'span');
  switch (payloads.state) {
    case 'idle':
      return spans;
    case 'searching':
      return `${spans} by name; payloads are being read`;
    case 'done':
      return `${spans}, ${formatNumberOf(payloads.matches, 'place')} in payloads`;
    case 'failed':
      return `${spans} by name; payloads could not be searched: ${payloads.message}`;
    default:
      return payloads satisfies never;
  }
}
