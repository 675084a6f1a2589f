import { type RunOptions, runDefaults, type WantedOptions } from '../../../lib/contracts/run-options';
import type { Config } from '../../config';
import { builtin, builtinModel } from './builtin';
import { openAiChat } from './openai-chat';
import type { Provider } from './provider';

/** The options of a run as they will be in force: what was asked for, else what the environment says, else the defaults. */
export function runOptions(config: Config, wanted: WantedOptions = {}): RunOptions {
  const provider = wanted.provider ?? config.provider;
  return {
    provider,
    model: provider === 'builtin' ? builtinModel : (wanted.model ?? config.model),
    api: provider === 'builtin' ? null : (wanted.api ?? 'chat'),
    maxTurns: wanted.maxTurns ?? runDefaults.maxTurns,
    maxDepth: wanted.maxDepth ?? runDefaults.maxDepth,
    maxParallel: wanted.maxParallel ?? runDefaults.maxParallel,
    temperature: wanted.temperature ?? null,
    maxOutputTokens: wanted.maxOutputTokens ?? null,
    reasoningEffort: wanted.reasoningEffort ?? null,
    synthesisModel: wanted.synthesisModel ?? null,
    compactionModel: wanted.compactionModel ?? null,
    datasetNote: wanted.datasetNote ?? null,
  };
}

/** The provider that answers under these options; a key that is missing shows when it is asked. */
export function createProvider(config: Config, options: RunOptions): Provider {
  switch (options.provider) {
    case 'builtin':
      return builtin();
    case 'openai': {
      const { baseUrl, apiKey } = config;
      const { model, temperature, maxOutputTokens } = options;
      return openAiChat({ baseUrl, apiKey, model, temperature, maxOutputTokens });
    }
    default:
      return options.provider satisfies never;
  }
}
