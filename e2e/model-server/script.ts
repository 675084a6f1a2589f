import type { IncomingHttpHeaders } from 'node:http';

/** What the scripted model does when it is called; one turn a call. */
export type ScriptTurn = ReplyTurn | RefusalTurn | NonsenseTurn | DropTurn;

export interface ScriptedCall {
  /** Made up where it is left out. */
  id?: string;
  name: string;
  /** A string is sent as it is, so that broken JSON can be sent too. */
  arguments: unknown;
}

export interface ReplyTurn {
  type: 'reply';
  /** Text, sent in pieces of a few characters, or in the pieces given. */
  say?: string | string[];
  /** Sent interleaved and in pieces, as endpoints do that run calls side by side. */
  calls?: ScriptedCall[];
  usage?: {
    prompt_tokens?: number;
    completion_tokens?: number;
    cached_tokens?: number;
    reasoning_tokens?: number;
  };
  /** Encrypted reasoning that the endpoint wants to see again; the Responses API alone has it. */
  reasoning?: string;
  /** The response fails in the middle; the Responses API alone says so in its stream. */
  failure?: { code: string; message: string };
  finish?: 'stop' | 'length' | 'content_filter' | 'tool_calls';
  refusal?: string;
  /** After its text, and until `release` is called or the client leaves, nothing is sent. */
  hold?: boolean;
  /** How many pieces of text come before the hold; all of them without it. */
  holdAfter?: number;
  /** The connection ends before the finish reason. */
  endsEarly?: boolean;
}

export interface RefusalTurn {
  type: 'status';
  status: number;
  message: string;
  headers?: Record<string, string>;
  code?: string;
}

export interface NonsenseTurn {
  type: 'bytes';
  bytes: string;
  contentType?: string;
}

/** The socket is closed without an answer. */
export interface DropTurn {
  type: 'drop';
}

/** A message of the conversation as the endpoint received it. */
export interface ReceivedMessage {
  role: string;
  content: string;
  toolCallId: string | null;
}

/** What one call of the model asked. */
export interface ReceivedRequest {
  model: string;
  messages: ReceivedMessage[];
  /** Which of the two interfaces was spoken. */
  api: 'chat' | 'responses';
  /** Items of reasoning that were sent back. */
  reasoning: number;
  /** Names of the tools on offer. */
  tools: string[];
  authorization: string | null;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Turns in order, or a function of what was asked; `index` counts the calls from 0. */
export type Script = ScriptTurn[] | ((request: ReceivedRequest, index: number) => ScriptTurn);

export function turnOf(options: { script: Script; request: ReceivedRequest; index: number }): ScriptTurn {
  const { script, request, index } = options;
  if (typeof script === 'function') return script(request, index);
  return (
    script[index] ?? {
      type: 'status',
      status: 400,
      message: `The script has no turn ${index + 1}.`,
      code: 'script_ended',
    }
  );
}

export const say = (text: string | string[]): ReplyTurn => ({ type: 'reply', say: text });
export const call = (...calls: ScriptedCall[]): ReplyTurn => ({ type: 'reply', calls });
