'use client';

import { type RunOptions, runOptionsSchema } from '../../lib/contracts/run-options';
import type { PublicSettings } from '../../lib/contracts/settings';
import { useStoredValue } from './stored-value';

const choiceSchema = runOptionsSchema.pick({ provider: true, maxTurns: true }).partial();

export type EngineChoice = Pick<RunOptions, 'provider' | 'maxTurns'>;

/** Who answers, and in how many turns at most: as chosen in this browser, else as configured. */
export function useEngineChoice(
  settings: PublicSettings,
): [EngineChoice, (change: Partial<EngineChoice>) => void] {
  const [stored, store] = useStoredValue('chat.engine', choiceSchema);
  const choice = {
    provider: stored?.provider ?? settings.provider,
    maxTurns: stored?.maxTurns ?? 20,
  };
  return [choice, (change) => store({ ...stored, ...change })];
}

/** Who answers, as it is offered: "Built-in analyst", or the model's name. */
export function engineName(provider: RunOptions['provider'], settings: PublicSettings): string {
  return provider === 'builtin' ? 'Built-in analyst' : settings.model;
}
