'use client';

import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Filters } from '../../lib/contracts/filters';
import { filterTokens } from '../../lib/search/filter-tokens';
import { parseSearch } from '../../lib/search/parse-search';
import { Kbd } from '../ui/kbd';
import { Spinner } from '../ui/spinner';
import { typesInto } from '../ui/types-into';
import { useExploring } from './explore-provider';
import { FilterTokenChip } from './filter-token-chip';
import { tracesId } from './traces-id';

/** Active filters as tokens, and a line for more: text, `/pattern/`, or terms such as `tool:name`. `/` comes here, ↓ goes on to the traces. */
export function SearchBox({ count }: { count: ReactNode }) {
  const { filters, patternName, show, isPending } = useExploring();
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useSearchKey(() => input.current?.select());
  const tokens = filterTokens(filters, patternName);
  /** What was pressed is gone with its filter: the focus goes on to the field. */
  const take = (next: Filters) => {
    show(next);
    input.current?.focus();
  };

  const search = (event: FormEvent) => {
    event.preventDefault();
    const next = parseSearch(typed, filters);
    if (next !== filters) show(next);
    setTyped('');
  };

  return (
    <search className="flex min-w-0 flex-1">
      <form
        onSubmit={search}
        className="flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-control border border-line-strong bg-panel pr-1.5 pl-2 focus-within:border-accent"
      >
        {tokens.length > 0 && (
          <ul
            aria-label="Filters"
            className="flex max-w-[70%] shrink-0 gap-1.5 overflow-x-auto [scrollbar-width:none]"
          >
            {tokens.map((token) => (
              <li key={token.id}>
                <FilterTokenChip token={token} onRemove={() => take(token.without)} />
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            const last = tokens.at(-1);
            // Held down it empties the field, and no more.
            if (event.key === 'Backspace' && !event.repeat && typed === '' && last) show(last.without);
            if (event.key === 'Escape') input.current?.blur();
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              document.getElementById(tracesId)?.focus();
            }
          }}
          placeholder={tokens.length > 0 ? 'and …' : 'Find text, /pattern/, tool:name, error:any'}
          aria-label="Search in every span"
          aria-keyshortcuts="/ Meta+K Control+K"
          spellCheck={false}
          autoComplete="off"
          className="h-full min-w-16 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <span
          className="figures flex shrink-0 items-center gap-1.5 text-secondary max-lg:hidden"
          aria-live="polite"
        >
          {isPending ? (
            <>
              <Spinner /> Searching …
            </>
          ) : (
            count
          )}
        </span>
        {tokens.length > 0 ? (
          <button
            type="button"
            onClick={() => take({})}
            className="h-6 shrink-0 rounded-control px-1.5 text-small text-secondary hover:bg-sunk hover:text-ink"
          >
            Clear all
          </button>
        ) : (
          <Kbd>/</Kbd>
        )}
      </form>
    </search>
  );
}

/** The key `/` anywhere but in a field, and ⌘K or Ctrl-K anywhere. */
function useSearchKey(focus: () => void) {
  const onSearchKey = useEffectEvent(focus);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.key === 'k' && (event.metaKey || event.ctrlKey);
      const isSlash = event.key === '/' && !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!isCommand && !isSlash) return;
      if (isSlash && typesInto(event.target)) return;
      event.preventDefault();
      onSearchKey();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
