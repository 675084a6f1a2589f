import { shownText } from './json-tokens';
import { JsonNumber, type JsonObject, type JsonValue, parseJson } from './json-value';

export type MessagePart =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'tool-call'; id: string | null; name: string; args: JsonValue }
  | { type: 'tool-result'; id: string | null; name: string | null; result: JsonValue }
  /** An image, a file, or what no dialect is known for: shown as the data it is, never loaded. */
  | { type: 'other'; label: string; data: JsonValue };

export interface Message {
  role: string;
  name: string | null;
  parts: MessagePart[];
  finishReason: string | null;
}

/**
 * One message, in whichever dialect: OpenAI (chat and responses), Anthropic, OpenInference, OpenTelemetry's `parts`,
 * the AI SDK. Null where the value is no message.
 */
export function readMessage(value: JsonValue): Message | null {
  if (!(value instanceof Map)) return null;
  const inner = value.get('message');
  const message = inner instanceof Map ? inner : value;
  const item = readItem(message);
  if (item) return item;
  const role = textOf(message.get('role'));
  if (role === null) return null;
  const parts = [...contentParts(message, role), ...callParts(message)];
  const finishReason = textOf(message.get('finish_reason')) ?? textOf(value.get('finish_reason'));
  return { role, name: textOf(message.get('name')), parts, finishReason };
}

/** The calls of `tool_calls`, `toolCalls` or the older `function_call`. */
export function readToolCalls(value: JsonValue | undefined): MessagePart[] {
  return listOf(value).flatMap((call) => (call instanceof Map ? [readToolCall(call)] : []));
}

/** Items of OpenAI's responses stand beside messages: a call and its output are messages of their own. */
function readItem(item: JsonObject): Message | null {
  const type = textOf(item.get('type'));
  if (type === null || item.has('role')) return null;
  const part = readPart(item);
  if (part.type === 'other' || part.type === 'text') return null;
  const role = part.type === 'tool-result' ? 'tool' : 'assistant';
  return { role, name: null, parts: [part], finishReason: null };
}

function contentParts(message: JsonObject, role: string): MessagePart[] {
  const content = unwrap(message.get('parts') ?? message.get('contents') ?? message.get('content'));
  const callId = textOf(message.get('tool_call_id'));
  if (callId !== null || role === 'tool' || role === 'function') {
    if (Array.isArray(content) && content.some(isToolResult)) return content.map(readPart);
    if (content === undefined || content === null) return [];
    return [
      { type: 'tool-result', id: callId, name: textOf(message.get('name')), result: joinTexts(content) },
    ];
  }
  if (Array.isArray(content)) return content.map(readPart);
  if (content === undefined || content === null || content === '') return [];
  if (content instanceof Map && content.has('type')) return [readPart(content)];
  return [typeof content === 'string' ? { type: 'text', text: content } : otherPart('content', content)];
}

function callParts(message: JsonObject): MessagePart[] {
  const calls = readToolCalls(message.get('tool_calls') ?? message.get('toolCalls'));
  const single = message.get('function_call');
  if (single instanceof Map) calls.push(readToolCall(single));
  const name = textOf(message.get('function_call_name'));
  const args = message.get('function_call_arguments_json');
  if (name !== null) calls.push({ type: 'tool-call', id: null, name, args: decoded(args) });
  return calls;
}

function readToolCall(given: JsonObject): MessagePart {
  const wrapped = given.get('tool_call');
  const call = wrapped instanceof Map ? wrapped : given;
  const inner = call.get('function');
  const named = inner instanceof Map ? inner : call;
  const name = textOf(named.get('name')) ?? textOf(named.get('toolName')) ?? '(unnamed)';
  const args = named.get('arguments') ?? named.get('input') ?? named.get('args');
  return { type: 'tool-call', id: idOf(call), name, args: decoded(args) };
}

function readPart(given: JsonValue): MessagePart {
  if (typeof given === 'string') return { type: 'text', text: given };
  if (!(given instanceof Map)) return otherPart('part', given);
  const wrapped = given.get('message_content');
  const part = wrapped instanceof Map ? wrapped : given;
  const type = textOf(part.get('type')) ?? 'part';
  const text = part.get('text') ?? part.get('content') ?? part.get('thinking');
  if (/^(input_|output_)?text$|^refusal$/.test(type)) {
    return { type: 'text', text: textOf(text) ?? textOf(part.get('refusal')) ?? '' };
  }
  if (/^(reasoning|thinking)$/.test(type)) {
    return { type: 'reasoning', text: textOf(text) ?? textOf(joinTexts(part.get('summary') ?? '')) ?? '' };
  }
  if (/^(tool[-_](call|use)|function_call)$/.test(type)) return readToolCall(part);
  if (isToolResult(part)) {
    const result =
      part.get('response') ?? part.get('output') ?? part.get('result') ?? part.get('content') ?? null;
    const name = textOf(part.get('name')) ?? textOf(part.get('toolName'));
    return { type: 'tool-result', id: idOf(part), name, result: joinTexts(unwrap(result) ?? null) };
  }
  return otherPart(type, part);
}

function isToolResult(part: JsonValue): boolean {
  const type = part instanceof Map ? textOf(part.get('type')) : null;
  return /^(tool[-_]result|tool_call_response|function_call_output)$/.test(type ?? '');
}

function idOf(call: JsonObject): string | null {
  for (const key of ['id', 'call_id', 'tool_call_id', 'toolCallId', 'tool_use_id']) {
    const id = textOf(call.get(key));
    if (id !== null) return id;
  }
  return null;
}

/** `{type: 'text' | 'json', value}`, the AI SDK's envelope of a tool's output, without the envelope. */
function unwrap(value: JsonValue | undefined): JsonValue | undefined {
  if (!(value instanceof Map) || value.size !== 2) return value;
  const inner = value.get('value');
  return /^(error-)?(text|json)$/.test(textOf(value.get('type')) ?? '') ? inner : value;
}

/** A list of nothing but texts as one text; everything else as it is, JSON in a text decoded. */
function joinTexts(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return decoded(value);
  const texts = value.map((item) => (item instanceof Map ? textOf(item.get('text')) : textOf(item)));
  return texts.length > 0 && texts.every((text) => text !== null) ? texts.join('\n') : value;
}

/** Arguments come as a JSON text more often than not. */
function decoded(value: JsonValue | undefined): JsonValue {
  if (typeof value !== 'string') return value ?? null;
  const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined;
  return parsed ?? value;
}

function otherPart(label: string, data: JsonValue): MessagePart {
  return { type: 'other', label, data };
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  const list = typeof value === 'string' ? decoded(value) : value;
  return Array.isArray(list) ? list : [];
}

function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value;
  return value instanceof JsonNumber ? value.text : null;
}

/** A message part as plain text: what is copied, and what is searched. */
export function partText(part: MessagePart): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text;
    case 'tool-call':
      return `${part.name}(${shownText(part.args)})`;
    case 'tool-result':
      return shownText(part.result);
    case 'other':
      return shownText(part.data);
    default:
      return part satisfies never;
  }
}
