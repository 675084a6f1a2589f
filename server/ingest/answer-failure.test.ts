import { describe, expect, it } from 'vitest';
import { answerOf } from './answer-failure';
import { extract } from './extract';

function answerWith(attributes: Record<string, unknown>, kind = 'LLM') {
  const record = { name: 'n', attributes: { 'inference.observation_kind': kind, ...attributes } };
  return answerOf(extract({ record, traceId: 't', spanId: 's', text: JSON.stringify(record) }));
}

describe('the answer of a model', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'a message of Chat Completions',
      { 'output.value': '{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"f"}}]}' },
    ],
    [
      'an item of the Responses API',
      { 'output.value': '[{"type":"function_call","name":"f","arguments":"{}"}]' },
    ],
    ['a part of Anthropic', { 'output.value': '{"content":[{"type":"tool_use","name":"f","input":{}}]}' }],
    [
      'a part of OpenTelemetry',
      { 'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"tool_call","name":"f"}]}]' },
    ],
    ['flat keys', { 'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'f' }],
    ['the finish reason alone', { 'gen_ai.response.finish_reasons': ['tool_calls'] }],
  ])('asks for tools by %s', (_, attributes) => {
    expect(answerWith(attributes)?.asksForTools).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['text', { 'output.value': 'I will call the tool' }],
    ['no calls', { 'output.value': '{"role":"assistant","content":"done","tool_calls":[]}' }],
    [
      'a search that the provider ran',
      { 'output.value': '[{"type":"web_search_call","status":"completed"}]' },
    ],
    ['nothing', {}],
  ])('asks for none by %s', (_, attributes) => {
    expect(answerWith(attributes)?.asksForTools).toBe(false);
  });

  it('is none of a span that is no model call', () => {
    expect(answerWith({ 'output.value': '{"tool_calls":[{}]}' }, 'TOOL')).toBeUndefined();
  });
});
