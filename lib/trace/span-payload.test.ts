import { describe, expect, test } from 'vitest';
import { JsonNumber } from './json-value';
import { readSpanPayload } from './span-payload';

const line = JSON.stringify({
  trace_id: 't',
  span_id: 's',
  start_time: '2026-04-24T18:00:02.000000000Z',
  status: { code: 'STATUS_CODE_ERROR', message: 'boom' },
  resource: { attributes: { 'service.name': 'desk' }, schema_url: 'u' },
  scope: { name: 'sdk', version: '1' },
  attributes: {
    'tool.name': 'list',
    'input.value': '{"path":"./src"}',
    'output.value': null,
    'ai.toolCall.result': 'gone',
  },
  events: [
    {
      name: 'exception',
      timestamp: '2026-04-24T18:00:02.000000250Z',
      attributes: { 'exception.type': 'OSError' },
      x: 1,
    },
  ],
  links: [{ trace_id: 'other' }],
  custom: { a: 1 },
});

describe('readSpanPayload', () => {
  test('finds each part of a span', () => {
    const payload = readSpanPayload(line);
    expect(payload).toMatchObject({
      input: '{"path":"./src"}',
      output: 'gone',
      statusCode: 'STATUS_CODE_ERROR',
      statusMessage: 'boom',
      complete: true,
    });
    expect([...payload.attributes.keys()]).toEqual([
      'tool.name',
      'input.value',
      'output.value',
      'ai.toolCall.result',
    ]);
    expect([...payload.resource]).toEqual([
      ['service.name', 'desk'],
      ['schema_url', 'u'],
    ]);
    expect([...payload.scope.keys()]).toEqual(['name', 'version']);
    expect(payload.links).toHaveLength(1);
    expect([...payload.rest.keys()]).toEqual(['custom']);
  });

  test('times events against the span, and keeps all they say', () => {
    const [event] = readSpanPayload(line).events;
    expect(event).toMatchObject({ name: 'exception', time: '2026-04-24T18:00:02.000000250Z', offsetNs: 250 });
    expect([...(event?.attributes ?? [])]).toEqual([
      ['exception.type', 'OSError'],
      ['x', new JsonNumber('1')],
    ]);
  });

  test('reads a status that is a bare number or word', () => {
    expect(readSpanPayload('{"status":2}')).toMatchObject({ statusCode: '2', statusMessage: null });
    expect(readSpanPayload('{"status":"error"}').statusCode).toBe('error');
    expect(readSpanPayload('{"status":null}').statusCode).toBeNull();
  });

  test('says that a cut line is cut, and shows what is left of it', () => {
    const payload = readSpanPayload('{"name":"x","attributes":{"tool.name":"grep","output.value":"found 1');
    expect(payload).toMatchObject({ complete: false, output: 'found 1' });
  });

  test('shows an empty span for what is no object', () => {
    expect(readSpanPayload('"text"')).toMatchObject({ events: [], links: [], statusCode: null });
    expect(readSpanPayload('')).toMatchObject({ complete: false });
  });

  test('keeps an event that is no object', () => {
    expect(readSpanPayload('{"events":["odd"]}').events).toMatchObject([{ name: '(unnamed)', time: null }]);
  });
});
