import { z } from 'zod';
import { errorMessage } from '../../lib/error-message';
import { topLevelNumber, withoutNaN } from './source-numbers';

/** A decoded object; what its fields hold is looked at field by field, because every one of them may come in several spellings. */
export type JsonRecord = Record<string, unknown>;

export type Decoded =
  | { ok: true; record: JsonRecord; traceId: string; spanId: string }
  | { ok: false; reason: string };

/**
 * A line as a span's record, or why it is none. Strict JSON, except for the NaN and Infinity that Python writes; ids given
 * as numbers keep every digit.
 */
export function decodeCanonical(text: string): Decoded {
  const parsed = parseLine(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isRecord(value))
    return { ok: false, reason: `JSON, but ${described(value)} and not an object with a span` };
  const traceId = idOf(value.trace_id, text, 'trace_id');
  const spanId = idOf(value.span_id, text, 'span_id');
  if (traceId !== undefined && spanId !== undefined) return { ok: true, record: value, traceId, spanId };
  return { ok: false, reason: otherForm(value) ?? missing(value) };
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Parsed = { ok: true; value: unknown } | { ok: false; reason: string };

function parseLine(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const reason = errorMessage(error);
    return parseAsPythonWrites(text) ?? { ok: false, reason: `not valid JSON: ${withoutExcerpt(reason)}` };
  }
}

/** Python's json writes NaN, Infinity and -Infinity where JSON knows no such number. */
function parseAsPythonWrites(text: string): Parsed | undefined {
  if (!/NaN|Infinity/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(withoutNaN(text));
    return { ok: true, value };
  } catch {
    return undefined;
  }
}

/** V8 quotes the text around the fault; the rejection has an excerpt of its own. */
function withoutExcerpt(message: string): string {
  return message
    .replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, '')
    .replace(/^"[\s\S]*" is not valid JSON$/, 'no value that JSON knows')
    .replace(/ in JSON at position (\d+)/, ' at character $1 of the line');
}

const filled = z.string().min(1);

function idOf(value: unknown, text: string, key: string): string | undefined {
  if (typeof value === 'number') return topLevelNumber(text, key) ?? String(value);
  return filled.safeParse(value).data;
}

function missing(record: JsonRecord): string {
  const faults = ['trace_id', 'span_id'].flatMap((key) => {
    const value = record[key];
    if (value === undefined) return [`no ${key}`];
    if (value === null) return [`${key} is null`];
    if (value === '') return [`${key} is empty`];
    return typeof value === 'string' || typeof value === 'number' ? [] : [`${key} is ${described(value)}`];
  });
  return `JSON, but no span: ${faults.join(' and ')}`;
}

/** The other forms that exist are named, so that whoever sees the rejection knows what the file is. */
function otherForm(record: JsonRecord): string | undefined {
  if ('resourceSpans' in record || 'resource_spans' in record) return notYet('OTLP/JSON (resourceSpans)');
  if (record.object === 'trace.span' || record.object === 'trace') {
    return notYet(`OpenAI Agents SDK export (object: ${record.object})`);
  }
  if ('traceId' in record && ('spanId' in record || 'id' in record))
    return notYet('JavaScript SDK span (traceId)');
  if (isRecord(record.context) && ('trace_id' in record.context || 'span_id' in record.context)) {
    return notYet('Python ReadableSpan or Phoenix span (context.trace_id)');
  }
  if (Array.isArray(record.data) && record.data.some((trace) => isRecord(trace) && 'spans' in trace)) {
    return notYet('Jaeger JSON (data[].spans)');
  }
  return undefined;
}

function notYet(form: string): string {
  return `${form} is not read; give the canonical form with trace_id and span_id at the top of each line`;
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
