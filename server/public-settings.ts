import type { PublicSettings } from '../lib/contracts/settings';
import type { Config } from './config';
import { publicAddress } from './public-address';

/** The part of the configuration that may reach the browser: the key and the values of headers stay here. */
export function publicSettings(config: Config): PublicSettings {
  const { provider, model, baseUrl, apiKey, api, headers } = config;
  const { reasoningEffort, synthesisModel, compactionModel, mistakes } = config;
  return {
    provider,
    model,
    baseUrl: publicAddress(baseUrl),
    keySet: apiKey !== undefined,
    api,
    headerNames: Object.keys(headers),
    reasoningEffort,
    synthesisModel,
    compactionModel,
    mistakes,
  };
}
