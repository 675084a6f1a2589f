import type { RunOptions } from '../../lib/contracts/run-options';
import type { Clock } from './clock';
import type { Conversation } from './conversation';
import type { Lane } from './lane';
import type { Provider } from './providers/provider';
import type { AgentName } from './run-event';
import type { ToolContext } from './tool-context';

/** Who answers what: side tasks may have models of their own. */
export interface Models {
  run: Provider;
  synthesis: Provider;
  compaction: Provider;
}

/** One agent at work: the root, or a subagent at a call of the agent above it. */
export interface Agent {
  name: AgentName;
  conversation: Conversation;
  /** Turns that were taken before; more than 0 where a run goes on that was cut off. */
  turnsTaken: number;
  context: ToolContext;
}

/** What all agents of a run share. */
export interface SharedRun {
  models: Models;
  options: RunOptions;
  clock: Clock;
  signal: AbortSignal;
  /** Every id of a call in the run, so that each names one. */
  callIds: Set<string>;
  /** A lane a depth: agents that wait for others below them hold up none of those. */
  lanes: Map<number, Lane>;
}
