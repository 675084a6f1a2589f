import { JsonNumber, type JsonValue } from './json-value';

/**
 * Nanoseconds since 1970 of a time as spans write it: ISO 8601 with up to nine decimals, epoch s, ms, µs or ns as
 * number or text, `[s, ns]`. Null where it is none of them.
 */
export function epochNs(value: JsonValue | undefined): bigint | null {
  if (Array.isArray(value)) return pairNs(value);
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text !== 'string') return null;
  const number = /^(\d+)(?:\.(\d+))?$/.exec(text.trim());
  return number ? scaled(number[1] ?? '', number[2] ?? '') : isoNs(text.trim());
}

const isoTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})?$/i;

function isoNs(text: string): bigint | null {
  const match = isoTime.exec(text);
  if (!match) return null;
  const [, date, time, decimals = '', zone = 'Z'] = match;
  const ms = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? null : BigInt(ms) * 1_000_000n + BigInt(decimals.slice(0, 9).padEnd(9, '0'));
}

/** The unit is known by the size: seconds have ten digits this century, each further unit three more. */
function scaled(whole: string, decimals: string): bigint | null {
  const digits = whole.replace(/^0+/, '').length;
  if (digits > 19) return null;
  const unit = digits <= 11 ? 9 : digits <= 14 ? 6 : digits <= 17 ? 3 : 0;
  return BigInt(`${whole}${decimals.slice(0, unit).padEnd(unit, '0')}`);
}

function pairNs([seconds, nanos]: JsonValue[]): bigint | null {
  if (!(seconds instanceof JsonNumber && nanos instanceof JsonNumber)) return null;
  if (!/^\d+$/.test(seconds.text) || !/^\d+$/.test(nanos.text)) return null;
  return BigInt(seconds.text) * 1_000_000_000n + BigInt(nanos.text);
}
