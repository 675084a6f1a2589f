import type { Citation } from '../../lib/contracts/citation';
import type { DiagnosisEvent, Receipt, RunEnd } from '../../lib/contracts/diagnosis-event';
import type { Finding } from '../../lib/contracts/finding';
import { formatCompact, formatCost, formatCount, formatNumberOf, formatRate } from '../../lib/format';
import type { Terminal } from './terminal';

const argumentsShown = 200;

/** Prints a run as it happens: the root agent's text to stdout, everything else as lines to stderr. */
export function diagnosisPrinter(terminal: Terminal): (event: DiagnosisEvent) => void {
  const names = new Map<string, string>();
  let citations: Citation[] = [];
  /** What stands at the end of stdout. */
  let tail = '\n';
  const say = (text: string) => {
    if (text === '') return;
    terminal.answer(text);
    tail = text;
  };
  const endLine = () => {
    if (!tail.endsWith('\n')) say('\n');
  };
  return (event) => {
    // What agents below the root do stands further in.
    const log = (line: string) => terminal.log(`${'  '.repeat(event.depth)}${line}`);
    switch (event.type) {
      case 'text-delta':
        if (event.depth === 0) say(event.text);
        return;
      case 'tool-called':
        endLine();
        names.set(event.callId, event.name);
        return log(`→ ${event.name} ${shorten(JSON.stringify(event.args) ?? '')}`);
      case 'tool-finished':
        return log(
          `← ${names.get(event.callId) ?? event.callId} ${event.ok ? 'answered' : 'refused'} in ${Math.round(event.ms)} ms`,
        );
      case 'finding-reported':
        return log(findingLine(event.finding));
      case 'retrying':
        endLine();
        return log(`Trying again in ${(event.delayMs / 1000).toFixed(1)} s: ${event.reason}`);
      case 'citations-checked':
        citations = event.citations;
        return;
      case 'run-ended':
        endLine();
        for (const line of [...doubts(citations), ...endLines(event.end)]) terminal.log(line);
        return;
      case 'context-compacted':
        return log(
          `${formatNumberOf(event.items.length, 'turn')} summarised: ${formatCompact(event.tokensBefore)} → ${formatCompact(event.tokensAfter)} tokens`,
        );
      case 'run-resumed':
        // What the turn that was under way had said is said anew.
        endLine();
        return log('Resumed from the last complete turn.');
      case 'run-started':
      case 'turn-started':
      case 'usage':
        return;
      default:
        event satisfies never;
    }
  };
}

function shorten(text: string): string {
  return text.length <= argumentsShown ? text : `${text.slice(0, argumentsShown)}…`;
}

function findingLine({ severity, title, prevalence }: Finding): string {
  const { traces, ofTraces, rate } = prevalence;
  return `Finding (${severity}): ${title}, in ${formatCount(traces)} of ${formatCount(ofTraces)} traces (${formatRate(rate)})`;
}

/** What the answer claims and the data does not hold. */
function doubts(citations: Citation[]): string[] {
  return citations.flatMap(({ text, exists, quotes }) =>
    exists
      ? quotes.filter((quote) => !quote.found).map((quote) => `Not found in ${text}: “${quote.text}”`)
      : [`Not in this dataset: ${text}`],
  );
}

function endLines(end: RunEnd): string[] {
  switch (end.outcome) {
    case 'answered':
      return [receiptLine(end.receipt)];
    case 'salvaged':
      return [end.message, receiptLine(end.receipt)];
    case 'cancelled':
      return ['Cancelled.'];
    case 'failed':
      return [end.message];
    default:
      return end satisfies never;
  }
}

/** Nothing where no model was asked, or no price is known. */
function costOf({ costUsd, inputTokens }: Receipt): string {
  return costUsd === null || inputTokens === 0 ? '' : ` (${formatCost(costUsd)})`;
}

function receiptLine(receipt: Receipt): string {
  return [
    `${formatCount(receipt.tracesMatched)} traces matched`,
    `${formatCount(receipt.tracesRead)} traces and ${formatCount(receipt.spansRead)} spans read`,
    `${formatCount(receipt.queries)} queries`,
    `${formatCount(receipt.inputTokens + receipt.outputTokens)} tokens${costOf(receipt)}`,
    `${receipt.citationsHold} of ${receipt.citations} citations hold`,
    `${(receipt.ms / 1000).toFixed(1)} s`,
  ].join(', ');
}
