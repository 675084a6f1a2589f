import { firstValue } from './attributes';
import { type JsonObject, type JsonValue, parseJson } from './json-value';
import { keysBelow, nestKeys } from './nest-keys';
import { type Message, type MessagePart, readMessage, readToolCalls } from './read-message';

export interface Messages {
  input: Message[];
  output: Message[];
}

/**
 * What was said to a model and what it said, out of whichever attributes hold it: OpenInference (JSON or flat keys),
 * OpenTelemetry `gen_ai.*`, OpenLLMetry's `gen_ai.prompt.N.*`, the AI SDK's `ai.*`; else input and output where they
 * are lists of messages. Empty where there are none.
 */
export function readMessages(attributes: JsonObject): Messages {
  const system = systemMessage(attributes);
  const input = firstFound(attributes, inputSources);
  const output = firstFound(attributes, outputSources);
  const speaksFirst = input[0]?.role === 'system';
  return { input: system && !speaksFirst ? [system, ...input] : input, output };
}

type Source = (attributes: JsonObject) => Message[];

const inputSources: Source[] = [
  (attributes) => listed(attributes, 'llm.input_messages'),
  (attributes) => listed(attributes, 'gen_ai.input.messages'),
  (attributes) => listed(attributes, 'gen_ai.prompt'),
  (attributes) => listed(attributes, 'ai.prompt.messages'),
  (attributes) => promptMessages(attributes.get('ai.prompt')),
  (attributes) => promptMessages(attributes.get('input.value')),
];

const outputSources: Source[] = [
  (attributes) => listed(attributes, 'llm.output_messages'),
  (attributes) => listed(attributes, 'gen_ai.output.messages'),
  (attributes) => listed(attributes, 'gen_ai.completion'),
  aiResponse,
  (attributes) => answerMessages(attributes.get('output.value')),
];

function firstFound(attributes: JsonObject, sources: readonly Source[]): Message[] {
  for (const read of sources) {
    const messages = read(attributes);
    if (messages.length > 0) return messages;
  }
  return [];
}

/** A list under the key itself, as JSON or as a text of JSON, else spelled out in flat keys below it. */
function listed(attributes: JsonObject, key: string): Message[] {
  const whole = attributes.get(key);
  const value =
    whole === undefined || whole === null ? nestKeys(keysBelow(attributes, key)) : structured(whole);
  return messagesOf(value);
}

function messagesOf(value: JsonValue | undefined): Message[] {
  if (!Array.isArray(value)) return [];
  const messages = value.map((item) => readMessage(item instanceof Map ? nestKeys(item) : item));
  const known = messages.filter((message) => message !== null);
  // A list of something else, of which one item happens to look like a message, is no conversation.
  return known.length * 2 > messages.length ? known : [];
}

/** `{system?, messages}` or `{system?, prompt}` or a list of messages. */
function promptMessages(value: JsonValue | undefined): Message[] {
  const prompt = structured(value);
  if (!(prompt instanceof Map)) return messagesOf(prompt);
  const messages = messagesOf(prompt.get('messages') ?? prompt.get('input'));
  const said = prompt.get('prompt');
  if (messages.length === 0 && typeof said === 'string') messages.push(plainMessage('user', said));
  const system = prompt.get('system') ?? prompt.get('instructions');
  if (messages.length > 0 && typeof system === 'string') messages.unshift(plainMessage('system', system));
  return messages;
}

/** A list of messages, or a whole response: `{choices: [{message}]}` or `{output: […]}` or one message. */
function answerMessages(value: JsonValue | undefined): Message[] {
  const answer = structured(value);
  if (!(answer instanceof Map)) return messagesOf(answer);
  const list = answer.get('choices') ?? answer.get('output') ?? answer.get('messages');
  return messagesOf(Array.isArray(list) ? list : [answer]);
}

function systemMessage(attributes: JsonObject): Message | null {
  const value = structured(firstValue(attributes, ['gen_ai.system_instructions']));
  if (typeof value === 'string') return plainMessage('system', value);
  if (!Array.isArray(value)) return null;
  return readMessage(
    new Map<string, JsonValue>([
      ['role', 'system'],
      ['parts', value],
    ]),
  );
}

function aiResponse(attributes: JsonObject): Message[] {
  const parts: MessagePart[] = [];
  const reasoning = firstValue(attributes, ['ai.response.reasoning']);
  if (typeof reasoning === 'string') parts.push({ type: 'reasoning', text: reasoning });
  const text = firstValue(attributes, ['ai.response.text']);
  if (typeof text === 'string') parts.push({ type: 'text', text });
  parts.push(...readToolCalls(attributes.get('ai.response.toolCalls')));
  const object = structured(firstValue(attributes, ['ai.response.object']));
  if (object !== undefined) parts.push({ type: 'other', label: 'object', data: object });
  if (parts.length === 0) return [];
  const finish = attributes.get('ai.response.finishReason');
  return [{ role: 'assistant', name: null, parts, finishReason: typeof finish === 'string' ? finish : null }];
}

function plainMessage(role: string, text: string): Message {
  return { role, name: null, parts: [{ type: 'text', text }], finishReason: null };
}

/** What a text of JSON says; any other text as it is. */
function structured(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
}
