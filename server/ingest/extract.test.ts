import { describe, expect, it } from 'vitest';
import { decodeCanonical } from './decode-canonical';
import { type ExtractedSpan, extract } from './extract';

function spanOf(fields: Record<string, unknown>): ExtractedSpan {
  return spanIn(JSON.stringify({ trace_id: 't', span_id: 's', ...fields }));
}

function spanIn(text: string): ExtractedSpan {
  const decoded = decodeCanonical(text);
  if (!decoded.ok) throw new Error(decoded.reason);
  return extract({ ...decoded, text }).span;
}

function withAttributes(attributes: unknown): ExtractedSpan {
  return spanOf({ attributes });
}

describe('a field', () => {
  it('takes the first non-empty value in order of precedence, wherever it stands', () => {
    const span = withAttributes({
      'gen_ai.request.model': 'asked for',
      'gen_ai.response.model': 'answered',
      'llm.model_name': '',
      'inference.llm.model_name': null,
      'session.id': 'second',
      'inference.session_id': 'first',
    });
    expect(span.modelName).toBe('answered');
    expect(span.sessionId).toBe('first');
  });

  it('is unknown rather than empty or zero', () => {
    expect(withAttributes({})).toMatchObject({
      modelName: null,
      inputTokens: null,
      costUsd: null,
      input: null,
      agentName: null,
      parentSpanId: null,
      startNs: null,
      endNs: null,
    });
  });

  it('counts tokens that are integers, numeric strings too', () => {
    const tokens = (value: unknown) => withAttributes({ 'gen_ai.usage.input_tokens': value }).inputTokens;
    expect(['12', 12, 12.0, 0, '0'].map(tokens)).toEqual([12, 12, 12, 0, 0]);
    expect([-1, 1.5, 'many', '', true, [], null].map(tokens)).toEqual(Array(7).fill(null));
  });

  it('reads a cost as dollars, from a string too', () => {
    expect(withAttributes({ 'inference.llm.cost.total': '0.0012' }).costUsd).toBe(0.0012);
    expect(withAttributes({ 'llm.cost.total': 0 }).costUsd).toBe(0);
    expect(withAttributes({ 'llm.cost.total': 'free' }).costUsd).toBeNull();
  });

  it('takes project and service from the resource where attributes say nothing', () => {
    const resource = {
      attributes: { 'service.name': 'svc', 'service.namespace': 'ns', 'halo.project.id': 'p' },
    };
    expect(spanOf({ resource })).toMatchObject({ serviceName: 'svc', projectId: 'p' });
    expect(spanOf({ resource, attributes: { 'inference.project_id': 'own' } }).projectId).toBe('own');
    expect(spanOf({ resource: null, scope: null, attributes: null })).toMatchObject({ serviceName: null });
  });

  it('is found in an OTLP list of key and value', () => {
    const attributes = [
      { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
      { key: 'gen_ai.usage.output_tokens', value: { intValue: '7' } },
    ];
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'svc' } }] };
    expect(spanOf({ attributes, resource })).toMatchObject({
      observationKind: 'LLM',
      outputTokens: 7,
      serviceName: 'svc',
    });
  });

  it('is a flat key with dots, never a path', () => {
    expect(withAttributes({ llm: { model_name: 'nested' } }).modelName).toBeNull();
  });
});

describe('the kind of observation', () => {
  it.each([
    [{ 'inference.observation_kind': 'TOOL', 'openinference.span.kind': 'LLM' }, 'TOOL'],
    [{ 'inference.observation_kind': 'WHAT', 'openinference.span.kind': 'RERANKER' }, 'RERANKER'],
    [{ 'langfuse.observation.type': 'generation' }, 'LLM'],
    [{ 'gen_ai.operation.name': 'execute_tool' }, 'TOOL'],
    [{ 'gen_ai.operation.name': 'invoke_agent' }, 'AGENT'],
    [{ 'gen_ai.operation.name': 'embeddings' }, 'EMBEDDING'],
    [{ 'traceloop.span.kind': 'workflow' }, 'CHAIN'],
    [{ 'mlflow.spanType': 'CHAT_MODEL' }, 'LLM'],
    [{ 'ai.operationId': 'ai.toolCall' }, 'TOOL'],
    [{ 'operation.name': 'ai.generateText.doGenerate my-function' }, 'LLM'],
    [{ 'tool.name': 'grep' }, 'TOOL'],
    [{ 'llm.model_name': 'm' }, 'LLM'],
    [{}, 'SPAN'],
  ])('of %j is %s', (attributes, kind) => {
    expect(withAttributes(attributes).observationKind).toBe(kind);
  });

  it('names a tool after its span where nothing else does', () => {
    const tool = { 'inference.observation_kind': 'TOOL' };
    expect(spanOf({ name: 'function.list_files', attributes: tool }).toolName).toBe('list_files');
    expect(spanOf({ name: 'execute_tool grep', attributes: tool }).toolName).toBe('grep');
    expect(spanOf({ name: 'function.x', attributes: {} }).toolName).toBeNull();
  });
});

describe('the frame of a span', () => {
  it('has a name, and a parent unless it is a root', () => {
    expect(spanOf({}).name).toBe('(unnamed)');
    expect(spanOf({ name: null }).name).toBe('(unnamed)');
    expect(['', null, undefined].map((parent_span_id) => spanOf({ parent_span_id }).parentSpanId)).toEqual([
      null,
      null,
      null,
    ]);
    expect(spanOf({ parent_span_id: 'p' }).parentSpanId).toBe('p');
  });

  it('has times that lose no digit to JSON', () => {
    const span = spanIn(
      '{"trace_id":"t","span_id":"s","start_time":1776922320123456789,"end_time":[1776922320,123456790]}',
    );
    expect([span.startNs, span.endNs]).toEqual([1776922320123456789n, 1776922320123456790n]);
  });

  it('is unfinished without an end', () => {
    for (const end_time of [null, '', 0, '1970-01-01T00:00:00Z'])
      expect(spanOf({ end_time }).endNs).toBeNull();
  });
});

describe('a payload', () => {
  it('is text as it is, and JSON of anything else', () => {
    expect(withAttributes({ 'input.value': 'plain' }).input).toBe('plain');
    expect(withAttributes({ 'gen_ai.tool.call.arguments': { a: [1] } }).input).toBe('{"a":[1]}');
  });

  it('is the messages where there is no other', () => {
    expect(withAttributes({ 'llm.output_messages': [{ role: 'assistant' }] }).output).toBe(
      '[{"role":"assistant"}]',
    );
    const flat = {
      'llm.input_messages.0.message.role': 'user',
      'llm.input_messages.0.message.content': 'hi',
    };
    expect(withAttributes(flat).input).toBe('0.message.role: user\n0.message.content: hi');
  });
});
