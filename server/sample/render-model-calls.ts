import { assistantMessage, toolMessage } from './messages';
import type { Rendering, TurnSpan } from './render-run';
import type { ToolCall, Turn } from './run-plan';
import type { Json } from './sample-span';

/** The model call of a turn, told of calls that no span shows, after the attempts that failed; answers when it is over. */
export function renderModelCalls(
  rendering: Rendering,
  { turn, told, span, from }: { turn: Turn; told: readonly ToolCall[]; span: TurnSpan; from: number },
): number {
  const { plan, random, conversation } = rendering;
  const input = conversation.takeForSpan();
  const request = {
    ...(input.length === 0 ? {} : { 'llm.input_messages': JSON.stringify(input) }),
    'llm.provider': 'openai',
    'llm.model_name': plan.model,
    'llm.invocation_parameters': '{"temperature":0.2}',
  };
  const base = { parentId: span.id, name: 'response', kind: 'LLM', agent: span.agent } as const;
  let at = from;
  for (const error of turn.failedAttempts) {
    const id = random.hex(16);
    const endUs = at + random.int(90_000, 400_000);
    rendering.write({ ...base, id, startUs: at, endUs, error, attributes: request });
    rendering.run.originSpans += 1;
    rendering.show('rate-limited', id, 'origin');
    at = endUs + random.int(2_000_000, 9_000_000);
  }
  if (turn.text === null) return at;

  const id = random.hex(16);
  const { attributes, usage } = respond(rendering, turn, turn.text);
  const endUs = at + random.int(450_000, 1_600_000) + usage.outputTokens * random.int(3000, 9000);
  rendering.write({ ...base, id, startUs: at, endUs, usage, attributes: { ...request, ...attributes } });
  if (turn.plant !== undefined && turn.plant !== 'rate-limited') {
    rendering.show(turn.plant, id, turn.plant === 'missing-result' ? null : 'silent');
  }
  for (const kind of told.flatMap((call) => call.plants ?? [])) rendering.show(kind, id, 'silent');
  if (plan.plant === 'context-growth') rendering.show('context-growth', id, null);
  return endUs;
}

/** What the model answers, added to the conversation together with what its tools will answer. */
function respond({ plan, random, conversation, run }: Rendering, turn: Turn, text: string) {
  const calls = turn.calls.map((call) => ({ id: `call_${random.hex(12)}`, call }));
  const message = assistantMessage(text, calls);
  const output = JSON.stringify([message]);
  const isEmpty = text === '' && calls.length === 0;
  const usage = {
    inputTokens: conversation.tokens,
    outputTokens: isEmpty ? random.int(0, 3) : Math.ceil(output.length / 4.3) + random.int(0, 40),
  };
  run.inputTokens += usage.inputTokens;
  run.outputTokens += usage.outputTokens;
  conversation.add(message);
  for (const { id, call } of calls) conversation.add(toolMessage(id, call.result ?? ''));
  const attributes: { [key: string]: Json } = {
    ...(plan.messages === 'none' && !isEmpty
      ? {}
      : { 'llm.output_messages': output, 'output.value': output }),
    ...(text === '' ? {} : { 'output.value': text }),
    'gen_ai.response.finish_reasons': [turn.finish],
    'llm.response.id': `resp_${random.hex(24)}`,
    'llm.token_count.prompt': usage.inputTokens,
    'llm.token_count.completion': usage.outputTokens,
    'llm.token_count.total': usage.inputTokens + usage.outputTokens,
  };
  return { attributes, usage };
}
