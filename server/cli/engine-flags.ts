import { z } from 'zod';
import {
  modelApiSchema,
  providerNameSchema,
  reasoningEffortSchema,
  type WantedOptions,
} from '../../lib/contracts/run-options';
import { readFlag, wholeNumber } from './read-flag';

/** Flags that say who answers: they override the environment, for the dashboard too. */
export const engineOptions = {
  model: { type: 'string' },
  'base-url': { type: 'string' },
  provider: { type: 'string' },
  api: { type: 'string' },
  effort: { type: 'string' },
  'synthesis-model': { type: 'string' },
  'compaction-model': { type: 'string' },
} as const;

/** Flags of one run. */
export const runFlagOptions = {
  'max-turns': { type: 'string' },
  'max-depth': { type: 'string' },
  'max-parallel': { type: 'string' },
  temperature: { type: 'string' },
  'max-output-tokens': { type: 'string' },
  'dataset-note': { type: 'string' },
} as const;

type Values<Options> = { readonly [Name in keyof Options]?: string | undefined };

/** What of the environment the command line overrides, by the names of the variables. */
export type EngineFlags = Partial<Record<keyof typeof variables, string>>;

const variables = {
  HALO_MODEL: 'model',
  OPENAI_BASE_URL: 'base-url',
  HALO_PROVIDER: 'provider',
  HALO_API: 'api',
  HALO_REASONING_EFFORT: 'effort',
  HALO_SYNTHESIS_MODEL: 'synthesis-model',
  HALO_COMPACTION_MODEL: 'compaction-model',
} as const;

const topic = 'halo-loop';
const oneOf = (options: readonly string[]) => `one of ${options.join(', ')}`;

/** Throws UsageError. */
export function readEngineFlags(values: Values<typeof engineOptions>): EngineFlags {
  const check = (flag: keyof typeof engineOptions, schema: z.ZodType, wanted: string) =>
    readFlag({ topic, flag: `--${flag}`, text: values[flag], schema, wanted });
  check('base-url', z.url({ protocol: /^https?$/ }), 'an http(s) address');
  check('provider', providerNameSchema, 'openai or builtin');
  check('api', modelApiSchema, 'responses or chat');
  check('effort', reasoningEffortSchema, oneOf(reasoningEffortSchema.options));
  const flags: EngineFlags = {};
  for (const [variable, flag] of entriesOf(variables)) {
    const value = values[flag];
    if (value !== undefined) flags[variable] = value;
  }
  return flags;
}

function entriesOf<T extends object>(object: T): [keyof T, T[keyof T]][] {
  const keys: (keyof T)[] = [];
  for (const key in object) keys.push(key);
  return keys.map((key) => [key, object[key]]);
}

/** Options of a run; what was not given is left out. Throws UsageError. */
export function readRunFlags(values: Values<typeof runFlagOptions>): WantedOptions {
  const count = (flag: keyof typeof runFlagOptions, from: number, to: number) =>
    wholeNumber({ topic, flag: `--${flag}`, text: values[flag], from, to });
  const temperature = readFlag({
    topic,
    flag: '--temperature',
    text: values.temperature,
    schema: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number)
      .pipe(z.number().max(2)),
    wanted: 'a number from 0 to 2',
  });
  const note = readFlag({
    topic,
    flag: '--dataset-note',
    text: values['dataset-note'],
    schema: z.string().trim().min(1).max(4000),
    wanted: 'a text of at most 4,000 characters',
  });
  const wanted = {
    maxTurns: count('max-turns', 1, 100),
    maxDepth: count('max-depth', 0, 4),
    maxParallel: count('max-parallel', 1, 16),
    temperature,
    maxOutputTokens: count('max-output-tokens', 1, 1_000_000),
    datasetNote: note,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
