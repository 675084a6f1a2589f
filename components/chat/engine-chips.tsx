'use client';

import Link from 'next/link';
import type { PublicSettings } from '../../lib/contracts/settings';
import { Menu, menuItemClass } from '../ui/menu';
import { type EngineChoice, engineName } from './engine-choice';

const turnChoices = [5, 10, 20, 50, 100];

const chip =
  'flex h-[26px] min-w-0 items-center gap-1 rounded-control border border-line-strong bg-panel px-2 text-small hover:bg-sunk';

export interface EngineChipsProps {
  settings: PublicSettings;
  choice: EngineChoice;
  onChoose: (change: Partial<EngineChoice>) => void;
}

/** Who answers, and how many turns it may take. */
export function EngineChips({ settings, choice, onChoose }: EngineChipsProps) {
  const name = engineName(choice.provider, settings);
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
          name={engineName('builtin', settings)}
          hint="rule-based: runs the detectors, needs no model and no key"
          checked={choice.provider === 'builtin'}
          onChoose={() => onChoose({ provider: 'builtin' })}
        />
        <EngineItem
          name={settings.model}
          hint={settings.keySet ? settings.baseUrl : `${settings.baseUrl} · no key is set`}
          checked={choice.provider === 'openai'}
          onChoose={() => onChoose({ provider: 'openai' })}
        />
        <hr className="my-1 border-line" />
        <Link role="menuitem" href="/settings" className={menuItemClass()}>
          Settings
        </Link>
      </Menu>
      <Menu
        side="above"
        label={`At most ${choice.maxTurns} turns; choose another limit`}
        triggerClassName={`${chip} shrink-0`}
        trigger={`${choice.maxTurns} turns`}
      >
        {turnChoices.map((turns) => (
          <button
            key={turns}
            type="button"
            role="menuitemradio"
            aria-checked={turns === choice.maxTurns}
            onClick={() => onChoose({ maxTurns: turns })}
            className={menuItemClass({ selected: turns === choice.maxTurns })}
          >
            at most {turns} turns
          </button>
        ))}
      </Menu>
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
