import { firstValue, readAttributes } from './attributes';
import { epochNs } from './exact-time';
import { JsonNumber, type JsonObject, type JsonValue, readJson } from './json-value';
import { type Messages, readMessages } from './messages';

export interface SpanEvent {
  name: string;
  /** As written. */
  time: string | null;
  /** Nanoseconds after the start of the span; null where one of the times is not known. */
  offsetNs: number | null;
  attributes: JsonObject;
}

/** Everything a span's raw line says, ready to be shown. */
export interface SpanPayload {
  input: JsonValue | undefined;
  output: JsonValue | undefined;
  messages: Messages;
  /** The status as written: `STATUS_CODE_ERROR`, `2`, `error`. */
  statusCode: string | null;
  statusMessage: string | null;
  attributes: JsonObject;
  resource: JsonObject;
  scope: JsonObject;
  events: SpanEvent[];
  links: JsonValue[];
  /** Top-level keys that no form of a span defines. */
  rest: JsonObject;
  /** The whole line. */
  whole: JsonValue;
  /** False where the line was cut, so that some of this may be missing. */
  complete: boolean;
}

const inputKeys = ['input.value', 'gen_ai.tool.call.arguments', 'ai.toolCall.args', 'traceloop.entity.input'];
const outputKeys = [
  'output.value',
  'gen_ai.tool.call.result',
  'ai.toolCall.result',
  'traceloop.entity.output',
];
const knownKeys = new Set([
  'trace_id',
  'span_id',
  'parent_span_id',
  'trace_state',
  'name',
  'kind',
  'start_time',
  'end_time',
  'status',
  'resource',
  'scope',
  'attributes',
  'events',
  'links',
]);

/** Reads a raw line; one that is cut, or no JSON, gives what could be read of it. */
export function readSpanPayload(raw: string): SpanPayload {
  const { value, complete } = readJson(raw);
  const span: JsonObject = value instanceof Map ? value : new Map();
  const attributes = readAttributes(span.get('attributes'));
  const status = span.get('status');
  const scope = span.get('scope');
  return {
    input: firstValue(attributes, inputKeys),
    output: firstValue(attributes, outputKeys),
    messages: readMessages(attributes),
    statusCode: plainText(status instanceof Map ? status.get('code') : status),
    statusMessage: status instanceof Map ? plainText(status.get('message')) : null,
    attributes,
    resource: resourceOf(span.get('resource')),
    scope: scope instanceof Map ? scope : new Map(),
    events: readEvents(span),
    links: listOf(span.get('links')),
    rest: new Map([...span].filter(([key]) => !knownKeys.has(key))),
    whole: value,
    complete,
  };
}

/** The resource's attributes, and whatever stands beside them. */
function resourceOf(resource: JsonValue | undefined): JsonObject {
  if (!(resource instanceof Map)) return readAttributes(resource);
  const beside = [...resource].filter(([key]) => key !== 'attributes');
  return new Map([...readAttributes(resource.get('attributes')), ...beside]);
}

function readEvents(span: JsonObject): SpanEvent[] {
  const start = epochNs(span.get('start_time'));
  return listOf(span.get('events')).map((event) => {
    if (!(event instanceof Map))
      return { name: '(unnamed)', time: null, offsetNs: null, attributes: new Map([['value', event]]) };
    const written = firstValue(event, ['timestamp', 'time', 'time_unix_nano', 'timeUnixNano', 'ts']);
    const time = epochNs(written);
    return {
      name: plainText(event.get('name')) ?? '(unnamed)',
      time: plainText(written),
      offsetNs: start === null || time === null ? null : Number(time - start),
      attributes: eventAttributes(event),
    };
  });
}

const eventKeys = new Set([
  'name',
  'timestamp',
  'time',
  'time_unix_nano',
  'timeUnixNano',
  'ts',
  'attributes',
]);

function eventAttributes(event: JsonObject): JsonObject {
  const beside = [...event].filter(([key]) => !eventKeys.has(key));
  return new Map([...readAttributes(event.get('attributes')), ...beside]);
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function plainText(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return value instanceof JsonNumber ? value.text : null;
}
