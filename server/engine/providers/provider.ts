import type { RunOptions } from '../../../lib/contracts/run-options';

export interface ToolCall {
  callId: string;
  name: string;
  /** As the model wrote them: JSON, it is hoped. */
  arguments: string;
}

export type ModelMessage =
  | { role: 'system'; text: string }
  | { role: 'user'; text: string }
  | {
      role: 'assistant';
      text: string;
      toolCalls: ToolCall[];
      /** What the provider gave along with it and wants to see again, such as reasoning; nobody else reads it. */
      carried?: Carried | undefined;
    }
  /** What the tool answered, as JSON. */
  | { role: 'tool'; callId: string; name: string; text: string };

/** Items of a provider's own form, as JSON. */
export type Carried = readonly Record<string, unknown>[];

/** A tool as a model is told about it. */
export interface ToolOffer {
  name: string;
  /** When to use it. */
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

export interface ModelRequest {
  messages: ModelMessage[];
  /** None are offered when an answer is wanted and nothing else. */
  tools: ToolOffer[];
  turn: { turn: number; maxTurns: number };
  signal: AbortSignal;
}

export type ModelEvent =
  | { type: 'text'; text: string }
  | { type: 'tool-call'; call: ToolCall }
  | ({ type: 'usage' } & Usage)
  /** Goes with the assistant's message that this reply becomes. */
  | { type: 'carried'; items: Carried }
  /** Last of all. `cut`: the output limit was reached before the end. */
  | { type: 'finish'; reason: 'done' | 'cut' };

/** Tokens of one call of a model; cached and reasoning tokens are parts of input and output. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  reasoningTokens: number;
  /** US dollars; null where no price is known. */
  costUsd: number | null;
}

/** Something that reads a conversation and says what comes next. */
export interface Provider {
  name: RunOptions['provider'];
  model: string;
  /** Tokens that a conversation with its answer may have; null where that is not known, or does not matter. */
  contextTokens: number | null;
  /** One call of the model. Ends with `finish`, or throws a ProviderError, or the signal's reason when that is aborted. */
  respond(request: ModelRequest): AsyncIterable<ModelEvent>;
}

export interface ProviderFault {
  kind: 'no-credentials' | 'provider' | 'refused';
  /** The conversation does not fit into the model's window: a shorter one may. */
  overflow?: boolean | undefined;
  /** What happened, and what to do. */
  message: string;
  /** The same request may well work a little later. */
  retry: boolean;
  /** How long the endpoint asked to be left alone. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** The model's endpoint did not answer as it should. */
export class ProviderError extends Error {
  readonly kind: ProviderFault['kind'];
  readonly retry: boolean;
  readonly retryAfterMs: number | undefined;
  readonly overflow: boolean;

  constructor(fault: ProviderFault) {
    super(fault.message, { cause: fault.cause });
    this.name = 'ProviderError';
    this.kind = fault.kind;
    this.retry = fault.retry;
    this.retryAfterMs = fault.retryAfterMs;
    this.overflow = fault.overflow ?? false;
  }
}
