import type { PublicSettings } from '../lib/contracts/settings';
import type { Config } from './config';
import { publicAddress } from './public-address';

/** The part of the configuration that may reach the browser: the key stays here. */
export function publicSettings({ provider, model, baseUrl, apiKey }: Config): PublicSettings {
  return { provider, model, baseUrl: publicAddress(baseUrl), keySet: apiKey !== undefined };
}
