import { describe, expect, it } from 'vitest';
import type { Filters } from '../contracts/filters';
import { filterTokens } from './filter-tokens';
import { parseSearch } from './parse-search';

describe('what is typed into the search box', () => {
  it('is text to find, letter for letter', () => {
    expect(parseSearch('  does not  exist ', {})).toEqual({ text: 'does not  exist' });
    expect(parseSearch('"does not exist"', {})).toEqual({ text: 'does not exist' });
  });

  it('is a pattern between slashes', () => {
    expect(parseSearch('/Errno \\d+/', {})).toEqual({ regex_pattern: 'Errno \\d+' });
    expect(parseSearch('./src/x/', {})).toEqual({ text: './src/x/' });
  });

  it('adds the terms it understands to the filters', () => {
    const filters: Filters = { tool_names: ['grep'], min_duration_ms: 5 };
    expect(parseSearch('tool:read tool:grep error:any agent:"Order desk" not found', filters)).toEqual({
      tool_names: ['grep', 'read'],
      min_duration_ms: 5,
      has_errors: true,
      agent_names: ['Order desk'],
      text: 'not found',
    });
  });

  it('leaves a term that no filter understands in the text', () => {
    expect(parseSearch('OrderNotFound: ORD-4 path:/tmp class:loud error:ENOENT from:yesterday', {})).toEqual({
      text: 'OrderNotFound: ORD-4 path:/tmp class:loud error:ENOENT from:yesterday',
    });
  });
});

describe('the tokens of filters', () => {
  const filters: Filters = {
    has_errors: true,
    error_class: ['silent', 'handled'],
    agent_names: ['Order desk'],
    project_id: 'demo',
    min_duration_ms: 500,
    start_time_gte: '2026-04-23T05:32:00Z',
    pattern: { detector: 'failed-tools', key: 'k1' },
    text: 'not found',
    regex_pattern: 'a+',
  };

  it('can each be taken away', () => {
    const tokens = filterTokens(filters);
    expect(tokens.map((token) => token.label)).toEqual([
      'error:any',
      'class:silent',
      'class:handled',
      'agent:"Order desk"',
      'project:demo',
      'from:2026-04-23T05:32:00Z',
      'min:500ms',
      'pattern:failed-tools:k1',
      '"not found"',
      '/a+/',
    ]);
    for (const token of tokens) {
      expect(filterTokens(token.without).map((each) => each.id)).toEqual(
        tokens.map((each) => each.id).filter((id) => id !== token.id),
      );
    }
  });

  it('say status error in one token where it is one of several outcomes', () => {
    const tokens = filterTokens({ error_class: ['origin', 'propagated', 'silent'] });
    expect(tokens.map((token) => token.label)).toEqual(['error:any', 'class:silent']);
    expect(tokens[0]?.without).toEqual({ error_class: ['silent'] });
  });

  it('read like what one types', () => {
    const { pattern: _, ...typeable } = filters;
    const typed = filterTokens(typeable).map((token) => token.label);
    const terms = typed.filter((label) => !label.startsWith('"') && !label.startsWith('/'));
    const { text: _t, regex_pattern: _r, ...expected } = typeable;
    expect(parseSearch(terms.join(' '), {})).toEqual(expected);
  });
});
