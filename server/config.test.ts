import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

const read = (environment: Record<string, string>) => readConfig({ NODE_ENV: 'test', ...environment });

describe('the configuration', () => {
  it('speaks the Responses API to OpenAI, and Chat Completions to others, unless it is told', () => {
    expect(read({ OPENAI_API_KEY: 'k' }).api).toBe('responses');
    expect(read({ OPENAI_BASE_URL: 'https://api.openai.com/v1/' }).api).toBe('responses');
    expect(read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }).api).toBe('chat');
    expect(read({ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', HALO_API: 'responses' }).api).toBe('responses');
  });

  it('takes extra headers, a line each or with semicolons between', () => {
    expect(read({ HALO_HEADERS: 'X-Team: a\nX-Title:b c; X-Url: http://x:1' }).headers).toEqual({
      'X-Team': 'a',
      'X-Title': 'b c',
      'X-Url': 'http://x:1',
    });
  });

  it('says what is set to something that cannot be used, and never a secret', () => {
    const { mistakes, provider, api, contextTokens } = read({
      HALO_PROVIDER: 'opnai',
      HALO_API: 'chatt',
      HALO_CONTEXT_TOKENS: 'many',
      HALO_HEADERS: 'sk-secret',
    });
    expect({ provider, api, contextTokens }).toEqual({
      provider: 'builtin',
      api: 'responses',
      contextTokens: undefined,
    });
    expect(mistakes).toHaveLength(4);
    expect(mistakes.join(' ')).toContain('HALO_PROVIDER is "opnai": it takes openai or builtin.');
    expect(mistakes.join(' ')).not.toContain('secret');
  });
});
