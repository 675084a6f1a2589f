import { expect, it } from 'vitest';
import { settingsSources } from './settings-sources';

it('names the variable that a setting comes from, and never its value', () => {
  const environment = {
    NODE_ENV: 'test' as const,
    OPENAI_API_KEY: 'sk-secret',
    HALO_MODEL: 'm',
    HALO_HOME: ' ',
  };
  const sources = settingsSources(environment);
  expect(sources).toEqual({
    provider: 'because OPENAI_API_KEY is set',
    model: 'from HALO_MODEL',
    baseUrl: 'default; OPENAI_BASE_URL sets another',
    key: 'from OPENAI_API_KEY',
    api: 'by the base URL; HALO_API sets another',
    headers: 'HALO_HEADERS adds some',
    effort: 'default; HALO_REASONING_EFFORT sets another',
    home: 'default; HALO_HOME sets another',
  });
  expect(JSON.stringify(sources)).not.toContain('secret');
});

it('says why the built-in analyst or the model answers', () => {
  const provider = (environment: Record<string, string>) =>
    settingsSources({ NODE_ENV: 'test', ...environment }).provider;
  expect(provider({})).toBe('default while no key is set');
  expect(provider({ OPENAI_BASE_URL: 'http://x' })).toBe('because OPENAI_BASE_URL is set');
  expect(provider({ HALO_PROVIDER: 'builtin', OPENAI_API_KEY: 'k' })).toBe('from HALO_PROVIDER');
});
