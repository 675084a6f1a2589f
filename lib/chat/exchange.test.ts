import { describe, expect, it } from 'vitest';
import type { DiagnosisEvent } from '../contracts/diagnosis-event';
import { eventsOf, findingFixture, receiptFixture, runStarted, usageOf } from './diagnosis-fixture';
import { applyEvent, isRunning, newExchange } from './exchange';

function folded(events: DiagnosisEvent[]) {
  return events.reduce(applyEvent, newExchange('d-1'));
}

describe('an exchange', () => {
  it('takes question, dataset and options from the start of the run', () => {
    const exchange = folded(eventsOf([runStarted]));
    expect(exchange.question).toBe('What are the most common failure modes?');
    expect(exchange.started?.datasetName).toBe('support-agent.jsonl');
    expect(exchange.started?.options.maxTurns).toBe(20);
    expect(isRunning(exchange)).toBe(true);
  });

  it('joins deltas into one text until something else comes between', () => {
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'text-delta', text: 'Let me ' },
        { type: 'text-delta', text: 'look.' },
        { type: 'tool-called', callId: 'c-1', name: 'find_patterns', args: {} },
        { type: 'text-delta', text: 'Found.' },
      ]),
    );
    expect(exchange.items.map((item) => (item.kind === 'text' ? item.text : item.kind))).toEqual([
      'Let me look.',
      'tool',
      'Found.',
    ]);
  });

  it('forgets what a failed try of the model had said', () => {
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'text-delta', text: 'Let me look.' },
        { type: 'tool-called', callId: 'c-1', name: 'find_patterns', args: {} },
        { type: 'text-delta', text: 'Half an ans' },
        { type: 'retrying', attempt: 1, delayMs: 500, reason: 'The stream ended early.' },
        { type: 'text-delta', text: 'Whole.' },
      ]),
    );
    expect(exchange.items.map((item) => (item.kind === 'text' ? item.text : item.kind))).toEqual([
      'Let me look.',
      'tool',
      'retry',
      'Whole.',
    ]);
  });

  it('keeps the texts of agents that speak at the same time apart', () => {
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'text-delta', text: 'one ', agentId: 'a', depth: 1 },
        { type: 'text-delta', text: 'eins ', agentId: 'b', depth: 1 },
        { type: 'text-delta', text: 'two', agentId: 'a', depth: 1 },
        { type: 'text-delta', text: 'zwei', agentId: 'b', depth: 1 },
      ]),
    );
    expect(exchange.items.map((item) => item.kind === 'text' && item.text)).toEqual(['one two', 'eins zwei']);
  });

  it('matches results to calls by call id, not by name or order', () => {
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'tool-called', callId: 'c-1', name: 'view_trace', args: { trace_id: 'a' } },
        { type: 'tool-called', callId: 'c-2', name: 'view_trace', args: { trace_id: 'b' } },
        { type: 'tool-finished', callId: 'c-2', ok: true, result: 'of b', ms: 4 },
      ]),
    );
    expect(exchange.items.map((item) => item.kind === 'tool' && item.outcome)).toEqual([
      { state: 'running' },
      { state: 'finished', ok: true, result: 'of b', ms: 4 },
    ]);
  });

  it('ignores a result that no call asked for', () => {
    const events = eventsOf([runStarted, { type: 'tool-finished', callId: '?', ok: true, result: 1, ms: 1 }]);
    expect(folded(events).items).toEqual([]);
  });

  it('folds an event that comes twice once', () => {
    const events = eventsOf([runStarted, { type: 'text-delta', text: 'x' }, usageOf(5, 1)]);
    expect(folded([...events, ...events])).toEqual(folded(events));
  });

  it('notices how many events are missing', () => {
    const events = eventsOf([
      runStarted,
      { type: 'text-delta', text: 'a' },
      { type: 'text-delta', text: 'b' },
    ]);
    expect(folded(events).missing).toBe(0);
    expect(folded(events.filter((event) => event.seq !== 1)).missing).toBe(1);
  });

  it('replaces the citations by those that were checked later', () => {
    const citation = { text: '[trace:t]', traceId: 't', spanId: null, exists: true, name: 'run', quotes: [] };
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'citations-checked', citations: [{ ...citation, exists: false }] },
        { type: 'citations-checked', citations: [citation] },
      ]),
    );
    expect(exchange.citations).toEqual([citation]);
  });

  it('shows findings, retries and compactions where they occurred, and counts usage', () => {
    const exchange = folded(
      eventsOf([
        runStarted,
        { type: 'turn-started', turn: 1, maxTurns: 20 },
        { type: 'retrying', attempt: 1, delayMs: 500, reason: '429' },
        { type: 'finding-reported', callId: 'c-1', finding: findingFixture },
        {
          type: 'context-compacted',
          items: [{ itemId: 'i-1', summary: 'Looked.' }],
          tokensBefore: 90,
          tokensAfter: 30,
        },
        usageOf(10, 2),
        usageOf(20, 3),
      ]),
    );
    expect(exchange.items.map((item) => item.kind)).toEqual(['retry', 'finding', 'compacted']);
    expect(exchange.turn).toEqual({ turn: 1, maxTurns: 20 });
    expect(exchange.usage).toEqual({ inputTokens: 30, outputTokens: 5, costUsd: null });
  });

  it('is over when the run has ended', () => {
    const end = { outcome: 'answered' as const, receipt: receiptFixture };
    const exchange = folded(eventsOf([runStarted, { type: 'run-ended', end }]));
    expect(isRunning(exchange)).toBe(false);
    expect(exchange.end).toEqual(end);
  });
});
