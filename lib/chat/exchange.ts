import type { Citation } from '../contracts/citation';
import type { ContextItem, DiagnosisEvent, RunEnd } from '../contracts/diagnosis-event';
import type { Filters } from '../contracts/filters';
import type { Finding } from '../contracts/finding';
import type { RunOptions } from '../contracts/run-options';

/** What a tool call came to; `running` until its result is in. */
export type ToolState =
  | { state: 'running' }
  | { state: 'finished'; ok: boolean; result: unknown; ms: number };

interface ItemOrigin {
  /** Unique within the exchange and stable while it grows: the seq of the event that began it. */
  seq: number;
  agentId: string;
  depth: number;
  /** The call that the agent hangs at; null for the root. */
  parentCallId: string | null;
}

export type ExchangeItem =
  | (ItemOrigin & { kind: 'text'; text: string })
  | (ItemOrigin & { kind: 'tool'; callId: string; name: string; args: unknown; outcome: ToolState })
  | (ItemOrigin & { kind: 'finding'; callId: string; finding: Finding })
  | (ItemOrigin & { kind: 'retry'; attempt: number; delayMs: number; reason: string })
  | (ItemOrigin & { kind: 'compacted'; items: ContextItem[]; tokensBefore: number; tokensAfter: number })
  | (ItemOrigin & { kind: 'resumed' });

/** Of all calls of models so far; cost in US dollars, null where one of them has no known price. */
export interface UsageSum {
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
}

/** One question and all that came of it: a diagnosis, folded from its events. */
export interface Exchange {
  diagnosisId: string;
  question: string;
  /** Null until the run has said that it started. */
  started: {
    at: number;
    datasetId: string;
    datasetName: string;
    filters: Filters;
    /** What the pattern among the filters says. */
    patternName: string | null;
    options: RunOptions;
  } | null;
  continues: string | null;
  items: ExchangeItem[];
  citations: Citation[];
  turn: { turn: number; maxTurns: number } | null;
  /** The turns of subagents, by the call that each hangs at. */
  subagents: Record<string, { turn: number; maxTurns: number }>;
  usage: UsageSum;
  /** As it was before the root's last turn began: there it goes on when it is resumed. */
  checkpoint: Exchange | null;
  end: RunEnd | null;
  endedAt: number | null;
  /** The seq that is expected next; what is below it was seen. */
  nextSeq: number;
  /** Events that never came. */
  missing: number;
  /** The server holds no more events and none of them ended the run: it stopped in the middle. */
  interrupted: boolean;
  /** Why its events cannot be read, in the server's words. */
  unreadable: string | null;
}

export function newExchange(diagnosisId: string, question = ''): Exchange {
  return {
    diagnosisId,
    question,
    started: null,
    continues: null,
    items: [],
    citations: [],
    turn: null,
    subagents: {},
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
    checkpoint: null,
    end: null,
    endedAt: null,
    nextSeq: 0,
    missing: 0,
    interrupted: false,
    unreadable: null,
  };
}

/** Its end is still to come, as far as anybody here knows. */
export function isRunning({ end, interrupted, unreadable }: Exchange): boolean {
  return end === null && !interrupted && unreadable === null;
}

/** Folds one event in. An event that was seen before changes nothing; one that comes too early counts what is missing. */
export function applyEvent(exchange: Exchange, event: DiagnosisEvent): Exchange {
  if (event.seq < exchange.nextSeq) return exchange;
  const missing = exchange.missing + event.seq - exchange.nextSeq;
  return { ...fold(exchange, event), nextSeq: event.seq + 1, missing, interrupted: false };
}

function fold(exchange: Exchange, event: DiagnosisEvent): Exchange {
  const { seq, agentId, depth, parentCallId } = event;
  const origin = { seq, agentId, depth, parentCallId };
  switch (event.type) {
    case 'run-started': {
      const { at, datasetId, datasetName, filters, patternName = null, options } = event;
      const started = { at, datasetId, datasetName, filters, patternName, options };
      return { ...exchange, question: event.question, continues: event.continues, started };
    }
    case 'turn-started': {
      const turn = { turn: event.turn, maxTurns: event.maxTurns };
      if (parentCallId !== null)
        return { ...exchange, subagents: { ...exchange.subagents, [parentCallId]: turn } };
      return { ...exchange, turn, checkpoint: { ...exchange, checkpoint: null } };
    }
    case 'text-delta':
      return { ...exchange, items: withText(exchange.items, { ...origin, kind: 'text', text: event.text }) };
    case 'tool-called': {
      const { callId, name, args } = event;
      const outcome: ToolState = { state: 'running' };
      return withItem(exchange, { ...origin, kind: 'tool', callId, name, args, outcome });
    }
    case 'tool-finished': {
      const { ok, result, ms } = event;
      const outcome: ToolState = { state: 'finished', ok, result, ms };
      return { ...exchange, items: withOutcome(exchange.items, event.callId, outcome) };
    }
    case 'finding-reported':
      return withItem(exchange, { ...origin, kind: 'finding', callId: event.callId, finding: event.finding });
    case 'citations-checked':
      return { ...exchange, citations: event.citations };
    case 'context-compacted':
      return withItem(exchange, { ...origin, kind: 'compacted', ...compactionOf(event) });
    case 'usage': {
      const inputTokens = exchange.usage.inputTokens + event.inputTokens;
      const outputTokens = exchange.usage.outputTokens + event.outputTokens;
      const { costUsd: before } = exchange.usage;
      const costUsd = before === null || event.costUsd === null ? null : before + event.costUsd;
      return { ...exchange, usage: { inputTokens, outputTokens, costUsd } };
    }
    case 'retrying': {
      const { attempt, delayMs, reason } = event;
      const kept = { ...exchange, items: withoutLastText(exchange.items, event.agentId) };
      return withItem(kept, { ...origin, kind: 'retry', attempt, delayMs, reason });
    }
    case 'run-resumed': {
      // What was spent on the turn that is done again was spent all the same.
      const { usage, checkpoint } = exchange;
      return withItem({ ...(checkpoint ?? exchange), usage }, { ...origin, kind: 'resumed' });
    }
    case 'run-ended':
      return { ...exchange, end: event.end, endedAt: event.at };
    default:
      return event satisfies never;
  }
}

function compactionOf(event: Extract<DiagnosisEvent, { type: 'context-compacted' }>) {
  const { items, tokensBefore, tokensAfter } = event;
  return { items, tokensBefore, tokensAfter };
}

function withItem(exchange: Exchange, item: ExchangeItem): Exchange {
  return { ...exchange, items: [...exchange.items, item] };
}

/** What a failed try had said is void: the next try says it anew. */
function withoutLastText(items: ExchangeItem[], agentId: string): ExchangeItem[] {
  const index = items.findLastIndex((item) => item.agentId === agentId);
  return items[index]?.kind === 'text' ? items.toSpliced(index, 1) : items;
}

type TextItem = Extract<ExchangeItem, { kind: 'text' }>;

/** Text goes on in the agent's last item where that is text: agents that work side by side do not cut each other up. */
function withText(items: ExchangeItem[], added: TextItem): ExchangeItem[] {
  const index = items.findLastIndex((item) => item.agentId === added.agentId);
  const last = items[index];
  if (last?.kind !== 'text') return [...items, added];
  return items.with(index, { ...last, text: last.text + added.text });
}

function withOutcome(items: ExchangeItem[], callId: string, outcome: ToolState): ExchangeItem[] {
  const index = items.findIndex((item) => item.kind === 'tool' && item.callId === callId);
  const call = items[index];
  if (call?.kind !== 'tool') return items;
  return items.with(index, { ...call, outcome });
}
