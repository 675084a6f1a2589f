import { type Filters, filtersSchema } from '../contracts/filters';

/** Reads one value, or the list of values, of a query parameter. */
export interface QueryReader {
  get(name: string): string | null;
  getAll(name: string): string[];
}

const lists = {
  class: 'error_class',
  model: 'model_names',
  service: 'service_names',
  agent: 'agent_names',
  tool: 'tool_names',
} as const;

const singles = {
  project: 'project_id',
  session: 'session_id',
  from: 'start_time_gte',
  before: 'start_time_lt',
  to: 'end_time_lte',
  q: 'text',
  re: 'regex_pattern',
  sql: 'sql',
} as const;

/** Names of the parameters that `parseFilters` reads. */
export const filterParameters: readonly string[] = [
  ...['errors', 'min', 'pattern'],
  ...Object.keys(lists),
  ...Object.keys(singles),
];

/**
 * Filters out of a URL's query. A parameter that does not parse is left out and named in `ignored`, so that a link
 * that was cut short still opens and the page can say so.
 */
export function parseFilters(query: QueryReader): { filters: Filters; ignored: string[] } {
  const filters: Filters = {};
  const ignored: string[] = [];
  for (const [name, value] of candidates(query)) {
    const parsed = filtersSchema.safeParse({ ...filters, ...value });
    if (parsed.success) Object.assign(filters, parsed.data);
    else ignored.push(name);
  }
  return { filters, ignored };
}

/** The same filters as a query, in a fixed order: equal filters give equal links. */
export function printFilters(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.has_errors !== undefined) query.set('errors', filters.has_errors ? 'yes' : 'no');
  for (const [name, key] of Object.entries(lists)) {
    for (const value of filters[key] ?? []) query.append(name, value);
  }
  for (const [name, key] of Object.entries(singles)) {
    const value = filters[key];
    if (value !== undefined) query.set(name, value);
  }
  if (filters.min_duration_ms !== undefined) query.set('min', String(filters.min_duration_ms));
  if (filters.pattern) query.set('pattern', `${filters.pattern.detector}:${filters.pattern.key}`);
  return query;
}

function* candidates(query: QueryReader): Generator<[string, unknown & object]> {
  const errors = query.get('errors');
  if (errors !== null)
    yield ['errors', { has_errors: errors === 'yes' ? true : errors === 'no' ? false : errors }];
  for (const [name, key] of Object.entries(lists)) {
    const values = query.getAll(name);
    if (values.length > 0) yield [name, { [key]: values }];
  }
  for (const [name, key] of Object.entries(singles)) {
    const value = query.get(name);
    if (value !== null) yield [name, { [key]: value }];
  }
  const min = query.get('min');
  if (min !== null) yield ['min', { min_duration_ms: min.trim() === '' ? min : Number(min) }];
  const pattern = query.get('pattern');
  if (pattern !== null) {
    const colon = pattern.indexOf(':');
    yield ['pattern', { pattern: { detector: pattern.slice(0, colon), key: pattern.slice(colon + 1) } }];
  }
}
