'use client';

import Link from 'next/link';
import { useState } from 'react';
import { optionsSummary } from '../../lib/chat/options-summary';
import type { WantedOptions } from '../../lib/contracts/run-options';
import type { PublicSettings } from '../../lib/contracts/settings';
import { Menu, menuItemClass } from '../ui/menu';
import { type EngineChoice, engineName } from './engine-choice';
import { RunSettings } from './run-settings';

const chip =
  'flex h-[26px] min-w-0 items-center gap-1 rounded-control border border-line-strong bg-panel px-2 text-small hover:bg-sunk';

export interface EngineChipsProps {
  settings: PublicSettings;
  choice: EngineChoice;
  onChoose: (change: WantedOptions) => void;
}

/** Who answers, and what else is set for the run. */
export function EngineChips({ settings, choice, onChoose }: EngineChipsProps) {
  const name = engineName(choice, settings);
  const [open, setOpen] = useState(false);
  const summary = optionsSummary({ ...choice, model: undefined });
  return (
    <>
      <Menu
        side="above"
        label={`Answered by ${name}; choose another`}
        triggerClassName={chip}
        trigger={
          <>
            <span className="truncate">{name}</span>
            <span aria-hidden="true" className="text-[9px] text-secondary">
              ▾
            </span>
          </>
        }
      >
        <EngineItem
          name={engineName({ provider: 'builtin' }, settings)}
          hint="rule-based: runs the detectors, needs no model and no key"
          checked={choice.provider === 'builtin'}
          onChoose={() => onChoose({ provider: 'builtin' })}
        />
        <EngineItem
          name={engineName({ provider: 'openai', model: choice.model }, settings)}
          hint={settings.keySet ? settings.baseUrl : `${settings.baseUrl} · no key is set`}
          checked={choice.provider === 'openai'}
          onChoose={() => onChoose({ provider: 'openai' })}
        />
        <hr className="my-1 border-line" />
        <Link role="menuitem" href="/settings" className={menuItemClass()}>
          Settings
        </Link>
      </Menu>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={`Settings of the run: ${summary.join(', ')}`}
        title={summary.join(' · ')}
        className={chip}
      >
        <span className="truncate">{summary.join(' · ')}</span>
      </button>
      <RunSettings
        open={open}
        onClose={() => setOpen(false)}
        settings={settings}
        choice={choice}
        onChoose={onChoose}
      />
    </>
  );
}

interface EngineItemProps {
  name: string;
  hint: string;
  checked: boolean;
  onChoose: () => void;
}

function EngineItem({ name, hint, checked, onChoose }: EngineItemProps) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      onClick={onChoose}
      className={menuItemClass({ selected: checked })}
    >
      <span className="min-w-0">
        <span className="block truncate font-medium">{name}</span>
        <span className="block text-small break-words text-secondary">{hint}</span>
      </span>
    </button>
  );
}
