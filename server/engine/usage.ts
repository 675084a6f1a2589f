import type { Usage } from './providers/provider';

export type { Usage };

export const noUsage: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  costUsd: 0,
};

/** The sum; its cost is unknown where one of the two is. */
export function addUsage(sum: Usage, added: Usage): Usage {
  const { costUsd } = sum;
  return {
    inputTokens: sum.inputTokens + added.inputTokens,
    outputTokens: sum.outputTokens + added.outputTokens,
    cachedInputTokens: sum.cachedInputTokens + added.cachedInputTokens,
    reasoningTokens: sum.reasoningTokens + added.reasoningTokens,
    costUsd: costUsd === null || added.costUsd === null ? null : costUsd + added.costUsd,
  };
}
