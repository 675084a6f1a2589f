import type { Dataset } from '../../lib/contracts/dataset';
import type { Filters } from '../../lib/contracts/filters';
import type { Database } from '../database';
import type { Models } from './agent';
import type { Clock } from './clock';
import type { TurnItem } from './conversation';
import type { RunningCall } from './tool';
import { noUsage, type Usage } from './usage';

/** What an answer rests on, counted on the way to it. */
export interface Tally {
  traces: Set<string>;
  /** Rows of the dataset: they name spans exactly. */
  spans: Set<number>;
  queries: number;
  /** Of all calls of models. */
  usage: Usage;
}

/** What every tool may use. */
export interface ToolContext {
  dataset: Pick<Dataset, 'id' | 'name'>;
  database: Database;
  /** HALO_HOME, where the other datasets lie. */
  home: string;
  /** The folder of package.json, below which the built programs lie. */
  root: string;
  /** The question is about these traces: a tool's own filters narrow them, or replace the ones of the same name. */
  filters: Filters;
  tally: Tally;
  limits: ToolLimits;
  /** The agent that calls, for tools that ask models; null where there is none. */
  agent: AgentAccess | null;
}

/** What tools may ask of the agent that calls them. */
export interface AgentAccess {
  models: Models;
  clock: Clock;
  /** A turn of its conversation, whole. */
  findItem(itemId: string): TurnItem | undefined;
  /** Answers what a child agent found out. Throws ToolRefusal where it may not have one, or that one failed. */
  askSubagent(request: { input: string; call: Omit<RunningCall, 'context'> }): Promise<SubagentAnswer>;
}

export interface SubagentAnswer {
  /** In words, with citations. */
  answer: string;
  /** `out-of-turns`: made from what it had gathered until then. */
  outcome: 'answered' | 'out-of-turns';
  turns: number;
}

export interface ToolLimits {
  /** Bytes of an answer as JSON. */
  answerBytes: number;
  timeMs: number;
}

const defaultLimits: ToolLimits = { answerBytes: 150_000, timeMs: 30_000 };

/** A context for one run, or for one call of a tool: every statement through its database counts in the tally. */
export function createToolContext(options: {
  dataset: Pick<Dataset, 'id' | 'name'>;
  database: Database;
  home: string;
  root: string;
  filters?: Filters | undefined;
  limits?: Partial<ToolLimits>;
}): ToolContext {
  const tally: Tally = { traces: new Set(), spans: new Set(), queries: 0, usage: { ...noUsage } };
  const count = () => {
    tally.queries += 1;
  };
  return {
    dataset: options.dataset,
    home: options.home,
    root: options.root,
    database: { ...options.database, onQuery: count },
    filters: options.filters ?? {},
    tally,
    limits: { ...defaultLimits, ...options.limits },
    agent: null,
  };
}

/** Only what was shown counts as read; a span that is read again counts once. */
export function noteSpansRead(options: { tally: Tally; traceId: string; rows: Iterable<number> }): void {
  const { tally, traceId, rows } = options;
  tally.traces.add(traceId);
  for (const row of rows) tally.spans.add(row);
}
