'use client';

import { type KeyboardEvent, useRef } from 'react';
import { classNames } from '../ui/class-names';

export interface Tab<Id extends string> {
  id: Id;
  name: string;
  /** Stands behind the name. */
  count?: number | undefined;
}

export interface TabsProps<Id extends string> {
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  label: string;
  /** Tab `id` controls the panel `${panelId}`. */
  panelId: string;
}

/** A row of tabs: arrow keys, Home and End move between them, Tab goes on to the panel. */
export function Tabs<Id extends string>({ tabs, selected, onSelect, label, panelId }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(panelId, next.id))}`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className="flex gap-1 border-b border-line px-3 py-1.5"
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={tabId(panelId, tab.id)}
          type="button"
          role="tab"
          aria-selected={tab.id === selected}
          aria-controls={panelId}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
          className={classNames(
            'h-7 rounded-control border px-2.5 font-medium whitespace-nowrap',
            tab.id === selected
              ? 'border-line-strong bg-panel'
              : 'border-transparent text-secondary hover:bg-sunk hover:text-ink',
          )}
        >
          {tab.name}
          {tab.count !== undefined && <span className="figures"> {tab.count}</span>}
        </button>
      ))}
    </div>
  );
}

export function tabId(panelId: string, id: string): string {
  return `${panelId}-tab-${id}`;
}
