/** Where a setting comes from, in words: the name of the variable, or that it is the default. */
export interface SettingsSources {
  provider: string;
  model: string;
  baseUrl: string;
  key: string;
  api: string;
  headers: string;
  effort: string;
  home: string;
}

/** Names, never values: `readConfig` reads those. An empty variable counts as none, as it does there. */
export function settingsSources(environment: NodeJS.ProcessEnv = process.env): SettingsSources {
  const isSet = (name: string) => (environment[name] ?? '').trim() !== '';
  const source = (name: string) => (isSet(name) ? `from ${name}` : `default; ${name} sets another`);
  return {
    provider: providerSource(isSet),
    model: source('HALO_MODEL'),
    baseUrl: source('OPENAI_BASE_URL'),
    key: isSet('OPENAI_API_KEY') ? 'from OPENAI_API_KEY' : 'OPENAI_API_KEY sets it',
    api: isSet('HALO_API') ? 'from HALO_API' : 'by the base URL; HALO_API sets another',
    headers: isSet('HALO_HEADERS') ? 'from HALO_HEADERS' : 'HALO_HEADERS adds some',
    effort: source('HALO_REASONING_EFFORT'),
    home: source('HALO_HOME'),
  };
}

function providerSource(isSet: (name: string) => boolean): string {
  if (isSet('HALO_PROVIDER')) return 'from HALO_PROVIDER';
  if (isSet('OPENAI_API_KEY')) return 'because OPENAI_API_KEY is set';
  if (isSet('OPENAI_BASE_URL')) return 'because OPENAI_BASE_URL is set';
  return 'default while no key is set';
}
