import { describe, expect, it } from 'vitest';
import { answerOf } from './answer-failure';
import { extract } from './extract';
import { failureOf } from './failure';

function failureWith(fields: Record<string, unknown>) {
  const record = {
    name: 'n',
    start_time: '2026-01-01T00:00:00Z',
    end_time: '2026-01-01T00:00:01Z',
    ...fields,
  };
  const extraction = extract({ record, traceId: 't', spanId: 's', text: JSON.stringify(record) });
  return failureOf(extraction, answerOf(extraction));
}

const llm = (attributes: Record<string, unknown>) =>
  failureWith({ attributes: { 'inference.observation_kind': 'LLM', ...attributes } });

describe('a span with status ERROR', () => {
  const status = { code: 'STATUS_CODE_ERROR', message: '' };
  const events = [
    { name: 'exception', attributes: { 'exception.type': 'ValueError', 'exception.message': 'bad id' } },
  ];
  const tool = { 'inference.observation_kind': 'TOOL', 'output.value': 'Error: it broke' };

  it('says its message, else its exception, else what its tool answered', () => {
    const message = { code: 'STATUS_CODE_ERROR', message: 'failed 17 times' };
    expect(failureWith({ status: message, events })).toEqual({
      errorClass: 'origin',
      failureKind: null,
      text: 'failed 17 times',
      mask: 'failed <n> times',
    });
    expect(failureWith({ status, events })?.text).toBe('ValueError: bad id');
    expect(failureWith({ status, attributes: tool })?.text).toBe('Error: it broke');
    expect(failureWith({ status, attributes: { 'error.type': 'timeout' } })?.text).toBe('timeout');
    expect(failureWith({ status })).toEqual({
      errorClass: 'origin',
      failureKind: null,
      text: null,
      mask: null,
    });
  });
});

describe('what a status ERROR is of', () => {
  it.each([
    ["Tool 'x' not found in agent", 'unknown-tool'],
    ['Invalid arguments for tool search: limit must be a number', 'invalid-arguments'],
    ["The response was filtered due to Azure OpenAI's content management policy", 'refusal'],
    ['LengthFinishReasonError: Could not parse response content as the length limit was reached', 'cut-off'],
    ['connection reset by peer', null],
  ])('%s', (message, kind) => {
    expect(failureWith({ status: { code: 'STATUS_CODE_ERROR', message } })).toMatchObject({
      errorClass: 'origin',
      failureKind: kind,
    });
  });
});

describe('a span with another status', () => {
  it('is handled where an exception or an error type marks it', () => {
    const events = [
      { name: 'exception', attributes: [{ key: 'exception.message', value: { stringValue: 'late' } }] },
    ];
    expect(failureWith({ events })).toMatchObject({
      errorClass: 'handled',
      failureKind: 'exception',
      text: 'late',
    });
    expect(failureWith({ attributes: { 'error.type': 'timeout', 'error.message': 'late' } })).toMatchObject({
      errorClass: 'handled',
      text: 'timeout: late',
    });
    expect(failureWith({ events: [{ name: 'log' }] })).toBeNull();
  });

  it('is silent where a tool answers an error, and only a tool can', () => {
    const output = { 'output.value': '{"error":"no access"}' };
    expect(failureWith({ attributes: { 'tool.name': 'x', ...output } })).toMatchObject({
      errorClass: 'silent',
      failureKind: 'tool-error',
      text: 'no access',
    });
    expect(failureWith({ attributes: output })).toBeNull();
  });
});

describe('a model answers in silence', () => {
  it.each([
    [{ 'output.value': "I'm sorry, but I can't assist with that request. Try another." }],
    [{ 'llm.output_messages': '[{"role":"assistant","content":"I cannot help with that."}]' }],
    [{ 'output.value': '{"choices":[{"message":{"role":"assistant","refusal":"no","content":null}}]}' }],
    [{ 'llm.output_messages.0.message.content': 'Sorry, I’m unable to assist with this.' }],
    [{ 'gen_ai.response.finish_reasons': ['refusal'], 'output.value': 'x' }],
  ])('when it refuses: %j', (attributes) => {
    expect(llm(attributes)).toMatchObject({ errorClass: 'silent', failureKind: 'refusal' });
  });

  it.each([
    [{ 'gen_ai.response.finish_reasons': '["length"]', 'output.value': 'and then' }],
    [{ 'gen_ai.response.finish_reasons': ['max_tokens'] }],
    [{ 'ai.response.finishReason': 'content-filter', 'ai.response.text': 'x' }],
    [{ 'output.value': '{"choices":[{"finish_reason":"length","message":{"content":"and"}}]}' }],
    [
      {
        'output.value':
          '{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]}',
      },
    ],
    [{ 'gen_ai.completion.0.finish_reason': 'length', 'gen_ai.completion.0.content': 'x' }],
  ])('when it is cut off: %j', (attributes) => {
    expect(llm(attributes)).toMatchObject({ errorClass: 'silent', failureKind: 'cut-off' });
  });

  it.each([
    [{ 'llm.output_messages': '[{"role":"assistant","content":""}]' }],
    [{ 'output.value': '{"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[]}}]}' }],
    [{ 'gen_ai.output.messages': [{ role: 'assistant', parts: [] }] }],
    [{ 'llm.output_messages.0.message.role': 'assistant', 'llm.output_messages.0.message.content': '' }],
    [{ 'input.value': 'question', 'output.value': '', 'llm.token_count.completion': 0 }],
  ])('when it says nothing: %j', (attributes) => {
    expect(llm(attributes)).toMatchObject({ errorClass: 'silent', failureKind: 'empty-answer' });
  });

  it('when it is told that the tool it called does not exist', () => {
    const messages = [
      { role: 'user', parts: [{ type: 'text', content: 'Clean up' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', name: 'delete_everything' }] },
      {
        role: 'tool',
        parts: [
          {
            type: 'tool_call_response',
            response: "AI_NoSuchToolError: Model tried to call unavailable tool 'x'.",
          },
        ],
      },
    ];
    const answer = { 'output.value': 'Done.' };
    expect(llm({ 'gen_ai.input.messages': JSON.stringify(messages), ...answer })).toMatchObject({
      failureKind: 'unknown-tool',
    });
    const later = [...messages, { role: 'assistant', content: 'ok' }, { role: 'user', content: 'thanks' }];
    expect(llm({ 'gen_ai.input.messages': JSON.stringify(later), ...answer })).toBeNull();
  });
});

describe('a model is not blamed', () => {
  it.each([
    [
      'for a call of a tool',
      { 'output.value': '{"choices":[{"message":{"content":null,"tool_calls":[{"id":"c"}]}}]}' },
    ],
    [
      'for flat calls of a tool',
      {
        'llm.output_messages.0.message.role': 'assistant',
        'llm.output_messages.0.message.tool_calls.0.tool_call.function.name': 'f',
      },
    ],
    [
      'for parts that call a tool',
      { 'gen_ai.output.messages': [{ role: 'assistant', parts: [{ type: 'tool_call', name: 'f' }] }] },
    ],
    ['for an answer that is JSON', { 'output.value': '{"category":"refund","sure":true}' }],
    ['where nothing was recorded', { 'llm.token_count.completion': 20 }],
    [
      'where only contents are kept back',
      { 'input.value': '', 'output.value': '', 'llm.token_count.completion': 20 },
    ],
    [
      'for not finding something',
      { 'output.value': "I can't find the order you mention. Could you check its number?" },
    ],
    [
      'for a sorry answer',
      { 'output.value': "I'm sorry about the delay! Your parcel will arrive on Monday." },
    ],
    ['for quoting a refusal', { 'output.value': 'The bot said: "I can\'t help with that." It should not.' }],
    ['for stopping', { 'gen_ai.response.finish_reasons': ['stop'], 'output.value': 'x' }],
    ['for quoting an error', { 'output.value': 'Error: is what the log says.' }],
  ])('%s', (_, attributes) => {
    expect(llm(attributes)).toBeNull();
  });
});
