import { describe, expect, it } from 'vitest';
import { ProviderError } from './providers/provider';
import { retryDelay } from './retry';

const fault = (retryAfterMs?: number) =>
  new ProviderError({ kind: 'provider', message: 'busy', retry: true, retryAfterMs });

describe('retryDelay', () => {
  it('doubles up to thirty seconds, with full jitter', () => {
    const longest = [1, 2, 3, 4, 5].map((attempt) =>
      retryDelay({ error: fault(), attempt, random: () => 1 }),
    );
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(retryDelay({ error: fault(), attempt: 5, random: () => 0 })).toBe(0);
  });

  it('waits as long as the endpoint asks, and gives up where that is too long', () => {
    expect(retryDelay({ error: fault(7000), attempt: 1, random: () => 0.5 })).toBe(7000);
    expect(retryDelay({ error: fault(3_600_000), attempt: 1, random: () => 0.5 })).toBeNull();
  });

  it('gives up after five in a row, and at once where a retry cannot help', () => {
    expect(retryDelay({ error: fault(), attempt: 6, random: () => 1 })).toBeNull();
    const final = new ProviderError({ kind: 'no-credentials', message: 'no', retry: false });
    expect(retryDelay({ error: final, attempt: 1, random: () => 1 })).toBeNull();
  });
});
