import type { RunOptions } from '../../../lib/contracts/diagnosis-event';

export interface ToolCall {
  callId: string;
  name: string;
  /** As the model wrote them: JSON, it is hoped. */
  arguments: string;
}

export type ModelMessage =
  | { role: 'system'; text: string }
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls: ToolCall[] }
  /** What the tool answered, as JSON. */
  | { role: 'tool'; callId: string; name: string; text: string };

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
  | { type: 'usage'; inputTokens: number; outputTokens: number }
  /** Last of all. `cut`: the output limit was reached before the end. */
  | { type: 'finish'; reason: 'done' | 'cut' };

/** Something that reads a conversation and says what comes next. */
export interface Provider {
  name: RunOptions['provider'];
  model: string;
  /** One call of the model. Ends with `finish`, or throws a ProviderError, or the signal's reason when that is aborted. */
  respond(request: ModelRequest): AsyncIterable<ModelEvent>;
}

export interface ProviderFault {
  kind: 'no-credentials' | 'provider' | 'refused';
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

  constructor(fault: ProviderFault) {
    super(fault.message, { cause: fault.cause });
    this.name = 'ProviderError';
    this.kind = fault.kind;
    this.retry = fault.retry;
    this.retryAfterMs = fault.retryAfterMs;
  }
}
