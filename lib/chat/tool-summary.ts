import { z } from 'zod';
import { filtersSchema } from '../contracts/filters';
import { describeFilters } from '../search/describe-filters';
import { shortId } from '../short-id';

const argumentsSchema = z.record(z.string(), z.unknown());
const longest = 60;

/** The arguments of a tool call in a few words, for its row: "2 spans", "a9744f1c", "all detectors". */
export function toolSummary(name: string, args: unknown): string {
  const parsed = argumentsSchema.safeParse(args);
  if (!parsed.success) return cut(typeof args === 'string' ? args : (JSON.stringify(args) ?? ''));
  const { trace_id: traceId, span_id: spanId, filters, ...rest } = parsed.data;
  const terms = [
    typeof spanId === 'string' ? shortId(spanId) : typeof traceId === 'string' ? shortId(traceId) : '',
    ...Object.entries(rest).map(([key, value]) => term(key, value)),
    ...filterTerms(filters),
  ];
  if (name === 'find_patterns' && rest.detectors === undefined) terms.unshift('all detectors');
  return cut(terms.filter((text) => text !== '').join(' · '));
}

/** Keys that say enough by their value, and keys that only matter to whoever opens the call. */
const plainKeys = new Set([
  'pattern',
  'title',
  'group_by',
  'sort',
  'focus',
  'input',
  'sql',
  'code',
  'item_id',
  'detectors',
]);
const hiddenKeys = new Set(['limit', 'offset', 'order', 'context', 'severity', 'kind', 'claim', 'evidence']);

function term(key: string, value: unknown): string {
  if (value === undefined || value === null || hiddenKeys.has(key)) return '';
  if (key === 'predicate' || key === 'confidence') return '';
  if (key.endsWith('_ids') && Array.isArray(value)) {
    const noun = key.slice(0, -4);
    return `${value.length} ${noun}${value.length === 1 ? '' : 's'}`;
  }
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
  return plainKeys.has(key) ? text : `${key} ${text}`;
}

function filterTerms(filters: unknown): string[] {
  const parsed = filtersSchema.safeParse(filters);
  return parsed.success ? describeFilters(parsed.data) : [];
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
