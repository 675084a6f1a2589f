import type { Customer } from './world';

/** What is planted on purpose, each kind with the trace and span ids in the truth. */
export const plantKinds = [
  'order-not-found',
  'refund-declined',
  'rate-limited',
  'silent-error-object',
  'silent-missing-file',
  'silent-http-status',
  'refusal',
  'cut-off',
  'handled-exception',
  'repeated-calls',
  'context-growth',
  'giant-payload',
  'unfinished-span',
  'orphan-span',
  'unknown-tool',
  'invalid-arguments',
  'retry-storm',
  'out-of-turns',
  'empty-answer',
  'missing-result',
] as const;
export type PlantKind = (typeof plantKinds)[number];

export type Workflow = 'order-status' | 'refund' | 'address-change' | 'policy-question' | 'ticket-triage';
export type AgentName = 'Order desk' | 'Triage';
export type ModelName = 'gpt-5.4' | 'gpt-5-mini';
export type ServiceName = 'support-eu' | 'support-us';

/** One call of a tool as it goes: what the model asked, what came back, how long it took. */
export interface ToolCall {
  tool: string;
  args: Record<string, string | number>;
  /** Null where nothing is recorded. */
  result: string | null;
  ms: number;
  /** Status ERROR with this message; without it the status is OK, whatever the result says. */
  error?: string;
  /** An exception that the tool caught and recorded as an event. */
  exception?: { type: string; message: string };
  /** The framework refused it before it ran: the model is told of it, and no span shows it. */
  unrecorded?: boolean;
  plants?: readonly PlantKind[];
}

/** One model call, the failed attempts before it, and the tools that it asked for. */
export interface Turn {
  /** Messages of attempts that failed before the one that counts. */
  failedAttempts: string[];
  /** What the model says; with calls it may be empty. Null: no attempt got through. */
  text: string | null;
  finish: 'stop' | 'tool_calls' | 'length';
  calls: ToolCall[];
  /** The process ended before any of the calls was made. */
  abandoned?: boolean;
  plant?: PlantKind;
}

/** A run of an agent, still without ids and times. */
export interface RunPlan {
  workflow: Workflow;
  agent: AgentName;
  model: ModelName;
  service: ServiceName;
  customer: Customer;
  question: string;
  turns: Turn[];
  /** From this turn on (from 0) the other agent goes on, in a span of its own. */
  handoverAt?: number;
  /** The failure that ends the run: its spans up to the root have status ERROR with this message. */
  fatal?: string;
  /** Whoever runs the agent stops it: only the root has status ERROR, with this message. */
  stopped?: string;
  /** How much of the conversation a model call's span repeats: all, what is new, nothing. */
  messages: 'full' | 'new' | 'none';
  /** The last tool span has no end. */
  unfinished?: boolean;
  /** The last tool span names a parent that was never exported. */
  orphan?: boolean;
  /** Of the run as a whole, for kinds that no single span shows. */
  plant?: PlantKind;
  costKnown: boolean;
}
