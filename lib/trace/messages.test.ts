import { describe, expect, test } from 'vitest';
import { readAttributes } from './attributes';
import { JsonNumber, parseJson } from './json-value';
import { readMessages } from './messages';
import { type Message, partText } from './read-message';

function messages(attributes: Record<string, unknown>) {
  return readMessages(readAttributes(parseJson(JSON.stringify(attributes))));
}

function script(said: Message[]): string[] {
  return said.map((message) => {
    return `${message.role}: ${message.parts.map((part) => `${part.type} ${partText(part)}`).join(' | ')}`;
  });
}

describe('readMessages', () => {
  test('reads OpenInference messages in flat keys, in their order', () => {
    const { input, output } = messages({
      'llm.input_messages.1.message.content': 'What is in src?',
      'llm.input_messages.1.message.role': 'user',
      'llm.input_messages.0.message.role': 'system',
      'llm.input_messages.0.message.content': 'Be brief.',
      'llm.input_messages.10.message.role': 'tool',
      'llm.input_messages.10.message.tool_call_id': 'c1',
      'llm.input_messages.10.message.content': '[Errno 2] No such file',
      'llm.input_messages.2.message.role': 'assistant',
      'llm.input_messages.2.message.tool_calls.0.tool_call.id': 'c1',
      'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'list_files',
      'llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments': '{"path":"./src"}',
      'llm.output_messages.0.message.role': 'assistant',
      'llm.output_messages.0.message.contents.0.message_content.type': 'text',
      'llm.output_messages.0.message.contents.0.message_content.text': 'Nothing.',
    });
    expect(script(input)).toEqual([
      'system: text Be brief.',
      'user: text What is in src?',
      'assistant: tool-call list_files({ "path": "./src" })',
      'tool: tool-result [Errno 2] No such file',
    ]);
    expect(script(output)).toEqual(['assistant: text Nothing.']);
  });

  test('reads OpenInference messages in a JSON text', () => {
    const { input } = messages({
      'llm.input_messages': JSON.stringify([
        { 'message.role': 'user', 'message.content': 'hi' },
        { message: { role: 'assistant', content: 'hello' } },
        { role: 'user', content: 'bye' },
      ]),
    });
    expect(script(input)).toEqual(['user: text hi', 'assistant: text hello', 'user: text bye']);
  });

  test('reads the parts of gen_ai messages, instructions first', () => {
    const { input, output } = messages({
      'gen_ai.system_instructions': '[{"type":"text","content":"You are an order desk."}]',
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Refund"}]}]',
      'gen_ai.output.messages': JSON.stringify([
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'Look it up.' },
            { type: 'tool_call', id: 'c1', name: 'lookup_order', arguments: { order_id: 'NL-1' } },
            { type: 'tool_call_response', id: 'c1', response: { status: 'shipped' } },
          ],
          finish_reason: 'tool_call',
        },
      ]),
    });
    expect(script(input)).toEqual(['system: text You are an order desk.', 'user: text Refund']);
    expect(script(output)).toEqual([
      'assistant: reasoning Look it up. | tool-call lookup_order({ "order_id": "NL-1" }) | tool-result { "status": "shipped" }',
    ]);
    expect(output[0]?.finishReason).toBe('tool_call');
  });

  test('reads gen_ai.prompt.N and gen_ai.completion.N', () => {
    const { input, output } = messages({
      'gen_ai.prompt.0.role': 'user',
      'gen_ai.prompt.0.content': 'hi',
      'gen_ai.completion.0.role': 'assistant',
      'gen_ai.completion.0.finish_reason': 'tool_calls',
      'gen_ai.completion.0.tool_calls.0.name': 'grep',
      'gen_ai.completion.0.tool_calls.0.arguments': '{"q":1}',
    });
    expect(script(input)).toEqual(['user: text hi']);
    expect(script(output)).toEqual(['assistant: tool-call grep({ "q": 1 })']);
    expect(output[0]?.finishReason).toBe('tool_calls');
  });

  test("reads the AI SDK's prompt and response", () => {
    const { input, output } = messages({
      'ai.prompt.messages': JSON.stringify([
        { role: 'system', content: 'Desk.' },
        { role: 'user', content: [{ type: 'text', text: 'Refund' }] },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'look', input: { a: 1 } }],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'c1',
              toolName: 'look',
              output: { type: 'json', value: { ok: true } },
            },
          ],
        },
      ]),
      'ai.response.text': '',
      'ai.response.reasoning': 'Hm.',
      'ai.response.toolCalls': '[{"toolCallId":"c2","toolName":"refund","input":{"n":2}}]',
      'ai.response.finishReason': 'tool-calls',
    });
    expect(script(input)).toEqual([
      'system: text Desk.',
      'user: text Refund',
      'assistant: tool-call look({ "a": 1 })',
      'tool: tool-result { "ok": true }',
    ]);
    expect(script(output)).toEqual(['assistant: reasoning Hm. | tool-call refund({ "n": 2 })']);
  });

  test("reads the AI SDK's outer prompt", () => {
    expect(script(messages({ 'ai.prompt': '{"system":"Desk.","prompt":"hello"}' }).input)).toEqual([
      'system: text Desk.',
      'user: text hello',
    ]);
  });

  test("reads OpenAI's responses out of input and output", () => {
    const { input, output } = messages({
      'input.value': JSON.stringify([
        { role: 'user', content: 'go' },
        { type: 'function_call', call_id: 'c', name: 'grep', arguments: '{"q":"x"}' },
        { type: 'function_call_output', call_id: 'c', output: 'nothing' },
      ]),
      'output.value': JSON.stringify({
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'None.' }] }],
      }),
    });
    expect(script(input)).toEqual([
      'user: text go',
      'assistant: tool-call grep({ "q": "x" })',
      'tool: tool-result nothing',
    ]);
    expect(script(output)).toEqual(['assistant: text None.']);
  });

  test('reads Anthropic blocks', () => {
    const { input } = messages({
      'llm.input_messages': [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'so' },
            { type: 'tool_use', id: 't', name: 'ls', input: {} },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'a.py' }] }],
        },
      ],
    });
    expect(script(input)).toEqual(['assistant: reasoning so | tool-call ls({})', 'user: tool-result a.py']);
  });

  test('keeps an image as data, with no text invented', () => {
    const { input } = messages({
      'llm.input_messages': [
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x/y.png' } }] },
      ],
    });
    expect(input[0]?.parts).toMatchObject([{ type: 'other', label: 'image_url' }]);
  });

  test('keeps the digits of large numbers in arguments', () => {
    const { output } = messages({
      'ai.response.toolCalls': '[{"toolName":"t","input":{"id":9007199254740993}}]',
    });
    expect(output[0]?.parts).toMatchObject([{ args: new Map([['id', new JsonNumber('9007199254740993')]]) }]);
  });

  test('has none for what is no conversation', () => {
    const none = { input: [], output: [] };
    expect(messages({ 'input.value': '{"path":"./src"}', 'output.value': "['a.py', 'b.py']" })).toEqual(none);
    expect(messages({ 'input.value': '[{"role":"admin"},{"x":1},{"y":2}]' })).toEqual(none);
    expect(messages({ 'output.value': '{"output":"done"}' })).toEqual(none);
    expect(messages({})).toEqual(none);
  });
});
