import { describe, expect, it } from 'vitest';
import type { DiagnosisEvent, Receipt } from '../../lib/contracts/diagnosis-event';
import { diagnosisPrinter } from './diagnosis-printer';

const receipt: Receipt = {
  tracesMatched: 300,
  tracesRead: 2,
  spansRead: 9,
  queries: 4,
  inputTokens: 1000,
  outputTokens: 200,
  cachedInputTokens: 0,
  reasoningTokens: 0,
  costUsd: null,
  ms: 1500,
  citations: 2,
  citationsHold: 1,
  quotes: 0,
  quotesFound: 0,
  resumed: false,
};
const envelope = { seq: 0, at: 0, agentId: 'root', depth: 0, parentCallId: null };

function print(events: DiagnosisEvent[]): { stdout: string; stderr: string[] } {
  let stdout = '';
  const stderr: string[] = [];
  const show = diagnosisPrinter({
    answer: (text) => {
      stdout += text;
    },
    log: (line) => stderr.push(line),
    status: undefined,
  });
  for (const event of events) show(event);
  return { stdout, stderr };
}

const text = (words: string, depth = 0): DiagnosisEvent => ({
  ...envelope,
  depth,
  type: 'text-delta',
  text: words,
});

describe('a run in the terminal', () => {
  it('streams the answer alone to stdout and ends it with a line break', () => {
    const { stdout, stderr } = print([
      { ...envelope, type: 'tool-called', callId: 'a', name: 'count_traces', args: { group_by: 'none' } },
      { ...envelope, type: 'tool-finished', callId: 'a', ok: true, result: {}, ms: 12.4 },
      text('Most runs '),
      text('are fine.'),
      text('a subagent speaks', 1),
      { ...envelope, type: 'run-ended', end: { outcome: 'answered', receipt } },
    ]);
    expect(stdout).toBe('Most runs are fine.\n');
    expect(stderr).toEqual([
      '→ count_traces {"group_by":"none"}',
      '← count_traces answered in 12 ms',
      '300 traces matched, 2 traces and 9 spans read, 4 queries, 1,200 tokens, 1 of 2 citations hold, 1.5 s',
    ]);
  });

  it('tells what subagents do further in, and what was summarised', () => {
    const { stderr } = print([
      { ...envelope, type: 'tool-called', callId: 'a', name: 'call_subagent', args: { input: 'x' } },
      { ...envelope, depth: 1, type: 'tool-called', callId: 'b', name: 'view_trace', args: {} },
      { ...envelope, depth: 1, type: 'tool-finished', callId: 'b', ok: false, result: {}, ms: 3 },
      {
        ...envelope,
        type: 'context-compacted',
        items: [{ itemId: 'turn-1', summary: 'Short.' }],
        tokensBefore: 118_000,
        tokensAfter: 41_000,
      },
    ]);
    expect(stderr).toEqual([
      '→ call_subagent {"input":"x"}',
      '  → view_trace {}',
      '  ← view_trace refused in 3 ms',
      '1 turn summarised: 118k → 41.0k tokens',
    ]);
  });

  it('tells what a run cost where the price is known', () => {
    const end = { outcome: 'answered', receipt: { ...receipt, costUsd: 0.0123 } } as const;
    expect(print([{ ...envelope, type: 'run-ended', end }]).stderr[0]).toMatch(/1,200 tokens \(\$\s0\.01/);
  });

  it('puts what was said before a call on a line of its own', () => {
    const { stdout } = print([
      text('I count.'),
      { ...envelope, type: 'tool-called', callId: 'a', name: 'count_traces', args: {} },
      text('Done.'),
    ]);
    expect(stdout).toBe('I count.\nDone.');
  });

  it('names the citations that do not hold', () => {
    const citation = { traceId: 'x', spanId: null, name: null, quotes: [] };
    const { stderr } = print([
      {
        ...envelope,
        type: 'citations-checked',
        citations: [
          { ...citation, text: '[trace:x]', exists: false },
          { ...citation, text: '[trace:y]', exists: true, quotes: [{ text: 'timed out', found: false }] },
        ],
      },
      {
        ...envelope,
        type: 'run-ended',
        end: { outcome: 'failed', kind: 'provider', message: 'It is down.' },
      },
    ]);
    expect(stderr).toEqual([
      'Not in this dataset: [trace:x]',
      'Not found in [trace:y]: “timed out”',
      'It is down.',
    ]);
  });
});
