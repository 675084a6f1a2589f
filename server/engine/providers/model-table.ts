import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorMessage } from '../../../lib/error-message';
import type { Usage } from './provider';

/** What is known of a model: US dollars for a million tokens, and the window in tokens. */
const knownModelSchema = z.strictObject({
  input: z.number().nonnegative().optional(),
  /** Of input that the provider had cached; as much as other input where it is left out. */
  cachedInput: z.number().nonnegative().optional(),
  output: z.number().nonnegative().optional(),
  contextTokens: z.int().positive().optional(),
});
export type KnownModel = z.infer<typeof knownModelSchema>;

/** When the prices below were gathered from public listings; they change: `prices.json` in HALO_HOME goes before them. */
export const pricesAsOf = '2026-06';

/** OpenAI's own, at its standard rate for requests of usual length. */
const openAiModels: Record<string, KnownModel> = {
  'gpt-5.5': { input: 5, cachedInput: 0.5, output: 30, contextTokens: 272_000 },
  'gpt-5.4': { input: 2.5, cachedInput: 0.25, output: 15, contextTokens: 272_000 },
  'gpt-5.4-mini': { input: 0.75, cachedInput: 0.075, output: 4.5, contextTokens: 400_000 },
  'gpt-5.4-nano': { input: 0.2, cachedInput: 0.02, output: 1.25, contextTokens: 400_000 },
  'gpt-5': { input: 1.25, cachedInput: 0.125, output: 10, contextTokens: 400_000 },
  'gpt-5-mini': { input: 0.25, cachedInput: 0.025, output: 2, contextTokens: 400_000 },
  'gpt-5-nano': { input: 0.05, cachedInput: 0.005, output: 0.4, contextTokens: 400_000 },
  'gpt-4.1': { input: 2, cachedInput: 0.5, output: 8, contextTokens: 1_047_576 },
  'gpt-4.1-mini': { input: 0.4, cachedInput: 0.1, output: 1.6, contextTokens: 1_047_576 },
  'gpt-4.1-nano': { input: 0.1, cachedInput: 0.025, output: 0.4, contextTokens: 1_047_576 },
  'gpt-4o': { input: 2.5, cachedInput: 1.25, output: 10, contextTokens: 128_000 },
  'gpt-4o-mini': { input: 0.15, cachedInput: 0.075, output: 0.6, contextTokens: 128_000 },
  'o4-mini': { input: 1.1, cachedInput: 0.275, output: 4.4, contextTokens: 200_000 },
  o3: { input: 2, cachedInput: 0.5, output: 8, contextTokens: 200_000 },
};

const fileSchema = z.record(z.string(), knownModelSchema);

/** What the user wrote into `HALO_HOME/prices.json`, by model; `problem` says why it cannot be used. */
export function readPrices(home: string): { models: Record<string, KnownModel>; problem: string | null } {
  const file = join(home, 'prices.json');
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return { models: parsed.data, problem: null };
    return { models: {}, problem: `${file} is not understood: ${z.prettifyError(parsed.error)}` };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { models: {}, problem: null };
    return { models: {}, problem: `${file} cannot be read: ${errorMessage(error)}` };
  }
}

/**
 * What is known of a model, by its name or its name without a date at the end. The user's own table goes first, for any endpoint;
 * prices of OpenAI's models are OpenAI's alone.
 */
export function findModel(options: { model: string; home: string; isOpenAi: boolean }): KnownModel {
  const { model, home, isOpenAi } = options;
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const { models } = readPrices(home);
  const theirs = isOpenAi ? (openAiModels[model] ?? openAiModels[undated]) : undefined;
  return { ...theirs, ...(models[model] ?? models[undated]) };
}

/** US dollars; null where a price is missing. Reasoning tokens are part of the output. */
export function costOf(known: KnownModel, usage: Omit<Usage, 'costUsd'>): number | null {
  const { input, output, cachedInput = input } = known;
  if (input === undefined || output === undefined || cachedInput === undefined) return null;
  const { inputTokens, cachedInputTokens, outputTokens } = usage;
  const fresh = Math.max(0, inputTokens - cachedInputTokens);
  return (fresh * input + cachedInputTokens * cachedInput + outputTokens * output) / 1e6;
}
