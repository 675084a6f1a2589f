import { z } from 'zod';
import type { ReceivedMessage, ReceivedRequest } from './script';

const chatSchema = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.string().nullish(),
      tool_call_id: z.string().optional(),
    }),
  ),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).default([]),
});

const itemSchema = z.union([
  z.looseObject({ type: z.literal('function_call_output'), call_id: z.string(), output: z.string() }),
  z.looseObject({ type: z.literal('function_call'), call_id: z.string(), name: z.string() }),
  z.looseObject({ type: z.literal('reasoning') }),
  z.looseObject({
    role: z.string(),
    content: z.union([z.string(), z.array(z.looseObject({ text: z.string().default('') }))]),
  }),
]);
const responsesSchema = z.looseObject({
  model: z.string(),
  instructions: z.string().optional(),
  input: z.array(itemSchema),
  tools: z.array(z.looseObject({ name: z.string() })).default([]),
});

export type Dialect = ReceivedRequest['api'];

/** A request in either dialect, in one form; null for what is none. */
export function readRequest(
  api: Dialect,
  body: unknown,
): Pick<ReceivedRequest, 'model' | 'messages' | 'tools' | 'reasoning'> | null {
  if (api === 'chat') {
    const parsed = chatSchema.safeParse(body).data;
    if (!parsed) return null;
    const messages = parsed.messages.map((message) => ({
      role: message.role,
      content: message.content ?? '',
      toolCallId: message.tool_call_id ?? null,
    }));
    const tools = parsed.tools.map((tool) => tool.function.name);
    return { model: parsed.model, messages, tools, reasoning: 0 };
  }
  const parsed = responsesSchema.safeParse(body).data;
  if (!parsed) return null;
  const system = parsed.instructions ?? null;
  const opening = system === null ? [] : [{ role: 'system', content: system, toolCallId: null }];
  return {
    model: parsed.model,
    messages: [...opening, ...parsed.input.flatMap(toMessage)],
    tools: parsed.tools.map((tool) => tool.name),
    reasoning: parsed.input.filter((item) => item.type === 'reasoning').length,
  };
}

function toMessage(item: z.infer<typeof itemSchema>): ReceivedMessage[] {
  if ('output' in item && item.type === 'function_call_output') {
    return [{ role: 'tool', content: String(item.output), toolCallId: String(item.call_id) }];
  }
  if (item.type === 'function_call') return [{ role: 'assistant', content: '', toolCallId: null }];
  if (!('role' in item) || typeof item.role !== 'string') return [];
  const { content } = item;
  const text = Array.isArray(content)
    ? content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('')
    : String(content ?? '');
  return [{ role: item.role, content: text, toolCallId: null }];
}
