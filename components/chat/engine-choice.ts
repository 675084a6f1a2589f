'use client';

import { z } from 'zod';
import { type RunOptions, type WantedOptions, wantedOptionsSchema } from '../../lib/contracts/run-options';
import type { PublicSettings } from '../../lib/contracts/settings';
import { useStoredValue } from './stored-value';

const choiceSchema = wantedOptionsSchema.omit({ datasetNote: true });
const noteSchema = z.string();

/** What is asked for with a question; what is left out is the configuration's. */
export type EngineChoice = WantedOptions & Pick<RunOptions, 'provider'>;

/**
 * Who answers, and how: as chosen in this browser, else as configured. What the dataset encodes is remembered for each dataset. A
 * change to undefined goes back to the configuration.
 */
export function useEngineChoice(
  settings: PublicSettings,
  datasetId: string | null,
): [EngineChoice, (change: WantedOptions) => void] {
  const [stored, store] = useStoredValue('chat.engine', choiceSchema);
  const [note, storeNote] = useStoredValue(`chat.note.${datasetId ?? ''}`, noteSchema);
  const provider = stored?.provider ?? settings.provider;
  const choice =
    provider === 'builtin'
      ? { provider, maxTurns: stored?.maxTurns }
      : { ...stored, provider, datasetNote: note ?? undefined };
  const choose = ({ datasetNote, ...change }: WantedOptions) => {
    if (datasetNote !== undefined) storeNote(datasetNote === '' ? null : datasetNote);
    store({ ...stored, ...change });
  };
  return [choice, choose];
}

/** Who answers, as it is offered: "Built-in analyst", or the model's name. */
export function engineName(
  { provider, model }: Pick<EngineChoice, 'provider' | 'model'>,
  settings: PublicSettings,
): string {
  return provider === 'builtin' ? 'Built-in analyst' : (model ?? settings.model);
}
