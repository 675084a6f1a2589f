import { JsonNumber, type JsonObject, type JsonValue } from './json-value';

export type AttributeType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/**
 * The attributes of a span, resource, scope, event or link: an object as it stands, or an OTLP list of
 * `{key, value: {stringValue: …}}`. Anything else has none.
 */
export function readAttributes(value: JsonValue | undefined): JsonObject {
  if (value instanceof Map) return value;
  const attributes: JsonObject = new Map();
  if (!Array.isArray(value)) return attributes;
  for (const entry of value) {
    const key = entry instanceof Map ? entry.get('key') : undefined;
    if (entry instanceof Map && typeof key === 'string')
      attributes.set(key, readOtlpValue(entry.get('value')));
  }
  return attributes;
}

export function attributeType(value: JsonValue): AttributeType {
  if (value === null) return 'null';
  if (value instanceof JsonNumber) return 'number';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'object';
  return typeof value === 'boolean' ? 'boolean' : 'string';
}

/** First of these keys that says something: neither absent, nor null, nor an empty text. */
export function firstValue(attributes: JsonObject, keys: readonly string[]): JsonValue | undefined {
  for (const key of keys) {
    const value = attributes.get(key);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** A value of OTLP's `AnyValue`; 64-bit integers come as text there and are numbers here. */
function readOtlpValue(value: JsonValue | undefined): JsonValue {
  if (!(value instanceof Map)) return value ?? null;
  for (const [kind, inner] of value) {
    if (kind === 'intValue' && typeof inner === 'string') return new JsonNumber(inner);
    if (kind === 'arrayValue') return listOf(inner).map(readOtlpValue);
    if (kind === 'kvlistValue') return readAttributes(listOf(inner));
    if (/^(string|int|double|bool|bytes)Value$/.test(kind)) return inner;
  }
  return value.size === 0 ? null : value;
}

function listOf(value: JsonValue): JsonValue[] {
  const values = value instanceof Map ? value.get('values') : value;
  return Array.isArray(values) ? values : [];
}
