import type { PublicSettings } from '../lib/contracts/settings';
import type { Config } from './config';

/** The part of the configuration that may reach the browser: the key stays here. */
export function publicSettings({ provider, model, baseUrl, apiKey }: Config): PublicSettings {
  return { provider, model, baseUrl: withoutCredentials(baseUrl), keySet: apiKey !== undefined };
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.search === '' && url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`;
}
