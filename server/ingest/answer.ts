import { isRecord, type JsonRecord } from './decode-canonical';

/** What a model answered, from whichever form its output has. */
export interface Answer {
  /** Its first words are enough to tell a refusal; empty where it said nothing. */
  text: string;
  /** A tool call, an image, or anything else that is no text. */
  hasOther: boolean;
  asksForTools: boolean;
  refusal: string | undefined;
  finishReason: string | undefined;
}

export function emptyAnswer(): Answer {
  return { text: '', hasOther: false, asksForTools: false, refusal: undefined, finishReason: undefined };
}

const deepest = 8;

/** Adds what an output holds: text, a JSON text, a message, a list of messages or parts, a whole response of an API. */
export function addToAnswer(answer: Answer, value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    const structured = depth === 0 ? structuredText(value) : undefined;
    if (structured === undefined) answer.text ||= value.trim();
    else addToAnswer(answer, structured, 1);
  } else if (Array.isArray(value)) {
    for (const item of value) if (depth < deepest) addToAnswer(answer, item, depth + 1);
  } else if (isRecord(value)) addObject(answer, value, depth);
  else if (value !== null && value !== undefined) answer.hasOther = true;
}

/** Adds flat keys below `llm.output_messages.` or `gen_ai.completion.`. */
export function addFlatToAnswer(answer: Answer, flat: readonly [string, unknown][]): void {
  for (const [key, value] of flat) {
    if (value === null || value === '') continue;
    if (/tool_call|function_call/.test(key)) addCall(answer);
    else if (/finish_reason$/.test(key)) answer.finishReason ??= String(value);
    else if (/refusal$/.test(key)) answer.refusal ??= String(value);
    else if (/(?:content|\.text)$/.test(key)) addToAnswer(answer, value, 1);
    else if (!/(?:role|\.type|\.id|\.name)$/.test(key)) answer.hasOther = true;
  }
}

/** A call of a tool that the answer asks for. */
export function addCall(answer: Answer): void {
  answer.hasOther = true;
  answer.asksForTools = true;
}

/** The reason in `finish_reasons`, which is a word, a list, or a list as JSON. */
export function finishReasonOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return finishReasonOf(value[0]);
  if (typeof value !== 'string') return undefined;
  const structured = structuredText(value);
  return Array.isArray(structured) ? finishReasonOf(structured) : value;
}

const partsOf = [
  'message',
  'content',
  'text',
  'parts',
  'output',
  'choices',
  'messages',
  'candidates',
  'generations',
  'delta',
];
const callKeys = ['tool_calls', 'toolCalls', 'function_call', 'functionCall'];
/** Types of parts that ask for a tool of the harness; one that the provider runs itself has its result beside it. */
const asking = /^(?:tool[_-]call|tool_use|function_call|custom_tool_call)$/;
const finishKeys = ['finish_reason', 'finishReason', 'stop_reason', 'stopReason'];
const said = new Set(['assistant', 'model', 'ai', 'Assistant', 'AI']);
/** Keys that an empty answer has as well. */
const describing =
  /^(?:id|object|created|model|role|type|index|usage|status|name|system_fingerprint|service_tier|logprobs|annotations|refusal|finish_?reason|stop_?reason|stop_sequence|reasoning.*|signature|incomplete_details|error|metadata)$/i;

function addObject(answer: Answer, value: JsonRecord, depth: number): void {
  if (typeof value.role === 'string' && !said.has(value.role)) return;
  if (typeof value.type === 'string' && /call|tool_use|image|audio/.test(value.type)) answer.hasOther = true;
  if (typeof value.type === 'string' && asking.test(value.type)) addCall(answer);
  if (callKeys.some((key) => isFilled(value[key]))) addCall(answer);
  if (typeof value.refusal === 'string' && value.refusal !== '') answer.refusal ??= value.refusal;
  for (const key of finishKeys) {
    const reason = value[key];
    if (typeof reason === 'string') answer.finishReason ??= reason;
  }
  if (isRecord(value.incomplete_details) && typeof value.incomplete_details.reason === 'string') {
    answer.finishReason ??= value.incomplete_details.reason;
  }
  const isReasoning = typeof value.type === 'string' && /reasoning|thinking/.test(value.type);
  if (isReasoning || depth >= deepest) return;
  for (const [key, part] of Object.entries(value)) {
    if (partsOf.includes(key)) addToAnswer(answer, part, depth + 1);
    // A JSON answer has keys of its own: it is not empty.
    else if (!describing.test(key) && !callKeys.includes(key) && isFilled(part)) answer.hasOther = true;
  }
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isRecord(value) || Object.keys(value).length > 0;
}

function structuredText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
