import type { Status } from '../../lib/contracts/span';
import { isRecord, type JsonRecord } from './decode-canonical';

const otelKinds = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

/** `SPAN_KIND_CLIENT`, `client`, or OTLP's 3; anything else is UNSPECIFIED. */
export function otelKindOf(value: unknown): string {
  if (typeof value === 'number') return otelKinds[value] ?? 'UNSPECIFIED';
  if (typeof value !== 'string') return 'UNSPECIFIED';
  const name = value.toUpperCase().replace(/^SPAN_KIND_/, '');
  return otelKinds.includes(name) ? name : (otelKinds[Number(name || -1)] ?? 'UNSPECIFIED');
}

const statuses: ReadonlyMap<unknown, Status> = new Map<unknown, Status>([
  ['STATUS_CODE_OK', 'OK'],
  ['STATUS_CODE_ERROR', 'ERROR'],
  ['STATUS_CODE_UNSET', 'UNSET'],
  ['OK', 'OK'],
  ['ERROR', 'ERROR'],
  ['UNSET', 'UNSET'],
  [0, 'UNSET'],
  [1, 'OK'],
  [2, 'ERROR'],
  ['0', 'UNSET'],
  ['1', 'OK'],
  ['2', 'ERROR'],
]);

/** `{code, message}`, the code alone, `{}` or null; codes by name or OTLP's 0, 1 and 2. */
export function statusOf(value: unknown): { status: Status; message: string | null } {
  if (!isRecord(value)) return { status: statusCode(value), message: null };
  const message = typeof value.message === 'string' && value.message.trim() !== '' ? value.message : null;
  return { status: statusCode(value.code ?? value.status_code), message };
}

function statusCode(value: unknown): Status {
  return (
    statuses.get(value) ??
    (typeof value === 'string' ? statuses.get(value.toUpperCase()) : undefined) ??
    'UNSET'
  );
}

const nothing: JsonRecord = {};

/** An object as it is, an OTLP list of `{key, value}` flat; empty where there is neither. */
export function attributesOf(value: unknown): JsonRecord {
  if (isRecord(value)) return value;
  if (!Array.isArray(value)) return nothing;
  const flat: JsonRecord = {};
  for (const pair of value) {
    if (isRecord(pair) && typeof pair.key === 'string') flat[pair.key] = otlpValue(pair.value);
  }
  return flat;
}

function otlpValue(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (isRecord(value.arrayValue)) return list(value.arrayValue.values).map(otlpValue);
  if (isRecord(value.kvlistValue)) return attributesOf(value.kvlistValue.values);
  return (
    value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue ?? value.bytesValue ?? null
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that says something, else null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
