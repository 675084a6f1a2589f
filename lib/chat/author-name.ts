import type { RunOptions } from '../contracts/run-options';

/** Who answers, in the middle of a sentence: "built-in analyst", or the model as it is written. */
export function authorName({ provider, model }: Pick<RunOptions, 'provider' | 'model'>): string {
  return provider === 'builtin' ? 'built-in analyst' : model;
}
