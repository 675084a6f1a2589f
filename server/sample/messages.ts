import type { RunPlan, ToolCall } from './run-plan';
import type { Json } from './sample-span';

/** Longer tool results are cut before the model sees them, as harnesses do. */
const resultLimit = 12_000;

export type Message = { [key: string]: Json };

/** The conversation of a run as the model sees it, with how many tokens it has come to. */
export interface Conversation {
  readonly tokens: number;
  add(message: Message): void;
  /** The messages that the next model call's span carries, by the run's way of exporting them. */
  takeForSpan(): Message[];
}

/** Starts with the system prompt and the question; the tools' definitions count as tokens, too. */
export function startConversation(plan: RunPlan): Conversation {
  const all: Message[] = [];
  let characters = 7400;
  let exported = 0;
  const conversation: Conversation = {
    get tokens() {
      return Math.ceil(characters / 4.1);
    },
    add: (message) => {
      characters += lengthOf(message);
      all.push(message);
    },
    takeForSpan: () => {
      const messages =
        plan.messages === 'full' ? [...all] : plan.messages === 'new' ? all.slice(exported) : [];
      exported = all.length;
      return messages;
    },
  };
  conversation.add({ role: 'system', content: systemPrompts[plan.agent] });
  conversation.add({ role: 'user', content: plan.question });
  return conversation;
}

export function assistantMessage(text: string, calls: readonly { id: string; call: ToolCall }[]): Message {
  if (calls.length === 0) return { role: 'assistant', content: text };
  return {
    role: 'assistant',
    content: text === '' ? null : text,
    tool_calls: calls.map(({ id, call }) => ({
      id,
      type: 'function',
      function: { name: call.tool, arguments: JSON.stringify(call.args) },
    })),
  };
}

export function toolMessage(id: string, result: string): Message {
  const cut = result.length > resultLimit;
  const content = cut ? `${result.slice(0, resultLimit)}… [cut: ${result.length} characters in all]` : result;
  return { role: 'tool', tool_call_id: id, content };
}

function lengthOf(message: Message): number {
  const calls = message.tool_calls === undefined ? 0 : JSON.stringify(message.tool_calls).length;
  return calls + (typeof message.content === 'string' ? message.content.length : 0);
}

const systemPrompts = {
  'Order desk':
    'You are the order desk of a shop. Look things up before you answer, never guess an order id, and refund only what the policy allows. If a tool reports an error, say so plainly.',
  Triage:
    'You sort incoming tickets. Find the topic, check the knowledge base, answer what it answers, and hand the rest to the right desk. Do not promise exceptions.',
};
