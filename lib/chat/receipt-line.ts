import type { Receipt } from '../contracts/diagnosis-event';
import { formatCompact, formatCost, formatCount, formatMs, formatNumberOf } from '../format';

/** The receipt of an answer in a few words each: what was matched, read, asked, spent, and whether it holds. */
export function receiptParts(receipt: Receipt): string[] {
  const tokens = receipt.inputTokens + receipt.outputTokens;
  const parts = [
    `matched ${formatNumberOf(receipt.tracesMatched, 'trace')}`,
    receipt.tracesRead > 0 ? `read ${formatNumberOf(receipt.tracesRead, 'trace')}` : '',
    `read ${formatNumberOf(receipt.spansRead, 'span')}`,
    receipt.queries === 1 ? '1 query' : `${formatCount(receipt.queries)} queries`,
    receipt.resumed ? 'read and asked since the restart' : '',
    tokens === 1 ? '1 token' : `${formatCompact(tokens)} tokens`,
    receipt.cachedInputTokens > 0 ? `${formatCompact(receipt.cachedInputTokens)} of them cached` : '',
    receipt.reasoningTokens > 0 ? `${formatCompact(receipt.reasoningTokens)} for reasoning` : '',
    receipt.costUsd === null || tokens === 0 ? '' : formatCost(receipt.costUsd),
    formatMs(receipt.ms),
    verdict(receipt),
  ];
  return parts.filter((part) => part !== '');
}

/** Whether what was cited and quoted is there; the worse news first, alone. */
function verdict({ citations, citationsHold, quotes, quotesFound }: Receipt): string {
  if (citationsHold < citations) return `${citationsHold} of ${formatNumberOf(citations, 'citation')} hold`;
  if (quotesFound < quotes) return `${quotesFound} of ${formatNumberOf(quotes, 'quote')} found`;
  if (quotes > 0) return 'every quote found';
  return citations > 0 ? 'every citation holds' : 'nothing cited';
}

/** Whether everything that was cited and quoted was found. */
export function receiptHolds(receipt: Receipt): boolean {
  return receipt.citationsHold === receipt.citations && receipt.quotesFound === receipt.quotes;
}
