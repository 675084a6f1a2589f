import type { ProviderError } from './providers/provider';

export const maxRetries = 5;
const firstMs = 500;
const longestMs = 30_000;
/** An endpoint that asks for more is as good as closed. */
const patienceMs = 5 * 60_000;

/**
 * Milliseconds to wait before retry number `attempt` (from 1), or null where another try makes no sense. Full jitter, so that
 * many runs that failed together do not come back together; what the endpoint asked for is obeyed.
 */
export function retryDelay(options: {
  error: ProviderError;
  attempt: number;
  random: () => number;
}): number | null {
  const { error, attempt, random } = options;
  if (!error.retry || attempt > maxRetries) return null;
  const asked = error.retryAfterMs ?? 0;
  if (asked > patienceMs) return null;
  const jitter = random() * Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return Math.round(Math.max(asked, jitter));
}
