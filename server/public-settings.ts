import type { PublicSettings } from '../lib/contracts/settings';
import type { Config } from './config';

/** The part of the configuration that may reach the browser: the key stays here. */
export function publicSettings({ provider, model, baseUrl, apiKey }: Config): PublicSettings {
  return { provider, model, baseUrl: withoutCredentials(baseUrl), keySet: apiKey !== undefined };
}

/** Some endpoints take a name and a password, or a token, in the address itself. */
function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`.replace(/\/$/, '');
}
