import { expect, it } from 'vitest';
import { readConfig } from './config';
import { publicSettings } from './public-settings';

it('tells whether a key is set, and neither the key nor what an address hides', () => {
  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    OPENAI_API_KEY: 'sk-secret',
    OPENAI_BASE_URL: 'http://user:secret@127.0.0.1:8000/v1/?token=secret',
    HALO_MODEL: 'm',
    HALO_HEADERS: 'X-Team: secret-team',
    HALO_REASONING_EFFORT: 'hi',
  };
  const settings = publicSettings(readConfig(environment));
  expect(settings).toEqual({
    provider: 'openai',
    model: 'm',
    baseUrl: 'http://127.0.0.1:8000/v1',
    keySet: true,
    api: 'chat',
    headerNames: ['X-Team'],
    reasoningEffort: null,
    synthesisModel: null,
    compactionModel: null,
    mistakes: [expect.stringContaining('HALO_REASONING_EFFORT')],
  });
  expect(JSON.stringify(settings)).not.toContain('secret');
});
