import { type RunOptions, runDefaults, type WantedOptions } from '../../../lib/contracts/run-options';
import { apiOf, type Config, defaultBaseUrl } from '../../config';
import { builtin, builtinModel } from './builtin';
import type { Endpoint } from './endpoint';
import { findModel } from './model-table';
import { openAiChat } from './openai-chat';
import { openAiResponses } from './openai-responses';
import type { Provider } from './provider';

/** The options of a run as they will be in force: what was asked for, else what the environment says, else the defaults. */
export function runOptions(config: Config, wanted: WantedOptions = {}): RunOptions {
  const provider = wanted.provider ?? config.provider;
  const isModel = provider !== 'builtin';
  return {
    provider,
    model: isModel ? (wanted.model ?? config.model) : builtinModel,
    api: isModel ? (wanted.api ?? config.api) : null,
    maxTurns: wanted.maxTurns ?? runDefaults.maxTurns,
    maxDepth: wanted.maxDepth ?? runDefaults.maxDepth,
    maxParallel: wanted.maxParallel ?? runDefaults.maxParallel,
    temperature: wanted.temperature ?? null,
    maxOutputTokens: wanted.maxOutputTokens ?? null,
    reasoningEffort: wanted.reasoningEffort ?? (isModel ? config.reasoningEffort : null),
    synthesisModel: wanted.synthesisModel ?? (isModel ? config.synthesisModel : null),
    compactionModel: wanted.compactionModel ?? (isModel ? config.compactionModel : null),
    datasetNote: wanted.datasetNote ?? null,
  };
}

/** The provider that answers under these options; a key that is missing shows when it is asked. */
export function createProvider(config: Config, options: RunOptions): Provider {
  switch (options.provider) {
    case 'builtin':
      return builtin();
    case 'openai':
      return (options.api ?? apiOf(config.baseUrl)) === 'responses'
        ? openAiResponses(endpointOf(config, options))
        : openAiChat(endpointOf(config, options));
    default:
      return options.provider satisfies never;
  }
}

function endpointOf(config: Config, options: RunOptions): Endpoint {
  const { baseUrl, apiKey, headers, home } = config;
  const { model, temperature, maxOutputTokens, reasoningEffort } = options;
  const found = findModel({ model, home, isOpenAi: baseUrl === defaultBaseUrl });
  // What the user says of the window is said of the configured model.
  const window = model === config.model ? config.contextTokens : undefined;
  const known = { ...found, contextTokens: window ?? found.contextTokens };
  return { baseUrl, apiKey, headers, model, temperature, maxOutputTokens, reasoningEffort, known };
}
