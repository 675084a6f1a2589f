import { type Answer, addCall, addFlatToAnswer, addToAnswer, emptyAnswer, finishReasonOf } from './answer';
import { isRecord } from './decode-canonical';
import { type ContentFailure, failureOfText } from './error-text';
import type { ExtractedSpan, Extraction } from './extract';
import type { FoundAttributes } from './read-attributes';
import { toolFailure } from './tool-failure';

const apology = `(?:(?:I[’']m|I am|we[’']re) (?:very |so |really |truly )?sorry|sorry|I apologi[sz]e|my apologies|unfortunately)[,.!]?(?: but)?,? `;
const cannot = `(?:I|we)(?: (?:can(?:not|[’']t)|can not|won[’']t|will not|must decline to|have to decline to)|(?:[’']m| am|[’']re| are) (?:unable|not able|not allowed|not permitted) to)`;
const refused = String.raw`(?: be able to)? (?:help|assist|comply|fulfil|fulfill|engage|participate|do (?:that|this)|provide (?:that|this|assistance|help|guidance|instructions)|support (?:that|this)|discuss (?:that|this)|answer (?:that|this)|share (?:that|this)|create (?:that|this)|process (?:that|this) request|complete (?:that|this) request|continue with (?:that|this))\b`;
const refusal = new RegExp(`^(?:${apology})?(?:as an AI[^,.]{0,60}, )?${cannot}${refused}`, 'i');

const askedAtEnd = /^(?:tool[_-]calls?|tool_use|function_call)$/i;
const cutOff = /^(?:length|max_?(?:output_)?tokens|content_?filter|content-filter|safety|recitation)$/i;

/** What the model answered; undefined for what is no LLM span. */
export function answerOf({ span, found }: Extraction): Answer | undefined {
  if (span.observationKind !== 'LLM') return undefined;
  const { values } = found;
  const answer = emptyAnswer();
  for (const field of ['outputMessages', 'output', 'responseText'] as const) {
    const value = values.get(field);
    if (value !== undefined) addToAnswer(answer, value);
  }
  addFlatToAnswer(answer, found.flatOutput);
  if (values.has('responseToolCalls')) addCall(answer);
  answer.finishReason = finishReasonOf(values.get('finishReason')) ?? answer.finishReason;
  if (askedAtEnd.test(answer.finishReason ?? '')) answer.asksForTools = true;
  return answer;
}

/** How a model's answer is none: a refusal, cut off, or empty although its output was recorded. */
export function answerFailure(
  answer: Answer,
  { span, found }: Pick<Extraction, 'span' | 'found'>,
): ContentFailure | undefined {
  const finish = answer.finishReason;
  if (answer.refusal !== undefined) return { kind: 'refusal', text: answer.refusal };
  if (finish !== undefined && cutOff.test(finish))
    return { kind: 'cut-off', text: `finish reason: ${finish}` };
  if (finish !== undefined && /^refusal$/i.test(finish))
    return { kind: 'refusal', text: answer.text || finish };
  if (!answer.hasOther && refusal.test(answer.text))
    return { kind: 'refusal', text: firstSentence(answer.text) };
  return isEmptyAnswer(answer, span, found) ? { kind: 'empty-answer', text: 'empty answer' } : undefined;
}

/**
 * An empty `output.value` beside tokens that were written, or beside an input that is empty too, is an exporter that keeps
 * contents to itself.
 */
function isEmptyAnswer(answer: Answer, span: ExtractedSpan, found: FoundAttributes): boolean {
  if (!found.outputRecorded || answer.text !== '' || answer.hasOther) return false;
  if (span.endNs === null) return false;
  const messages =
    found.flatOutput.length > 0 || found.values.has('outputMessages') || found.values.has('output');
  return messages || (span.input !== null && (span.outputTokens ?? 0) === 0);
}

function firstSentence(text: string): string {
  return /^[^\n]{0,280}?[.!?](?=\s|$)/.exec(text)?.[0] ?? text.slice(0, 280);
}

const telling =
  /NoSuchTool|unavailable tool|nknown tool|nvalidToolInput|nvalidToolArgument|nvalid arguments|nvalid input for tool/;
/** Messages of several calls stand at the end of the conversation; enough for them, and the same time for every span. */
const tail = 8000;

/**
 * A call of a tool that does not exist, or with arguments that it refuses, often leaves no span of its own: what remains is the
 * answer that the model gets in its next call, behind the last thing it said.
 */
export function refusedCall(found: FoundAttributes): ContentFailure | undefined {
  const value = found.values.get('inputMessages') ?? found.values.get('input');
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? JSON.stringify(value.slice(-4)) : '';
  if (!telling.test(text.slice(-tail))) return undefined;
  for (const message of trailingMessages(value)) {
    for (const part of partsIn(message)) {
      const failure = typeof part === 'string' ? failureOfText(part) : toolFailure(part);
      if (failure && failure.kind !== 'tool-error') return failure;
    }
  }
  return undefined;
}

function trailingMessages(value: unknown): unknown[] {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  const list = isRecord(parsed) ? parsed.messages : parsed;
  if (!Array.isArray(list)) return [];
  const from = list.findLastIndex((message) => isRecord(message) && message.role === 'assistant');
  return list
    .slice(from + 1)
    .filter((message) => isRecord(message) && (message.role === 'tool' || message.role === 'user'));
}

/** Texts and results of one message, whichever way it holds them. */
function* partsIn(message: unknown): Generator<unknown> {
  if (!isRecord(message)) return;
  const content = message.content ?? message.parts;
  if (message.role === 'tool' && typeof content === 'string') yield content;
  if (!Array.isArray(content)) return;
  for (const part of content) {
    if (!isRecord(part)) continue;
    if (part.type === 'tool_call_response') yield part.response ?? part.result;
    if (part.type === 'tool-result') yield part.output ?? part.result;
    if (part.type === 'tool_result') yield part.content;
    if (part.type === 'text' && message.role === 'tool') yield part.text;
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
