import type { Filters } from '../contracts/filters';

const listNames = {
  error_class: 'class',
  model_names: 'model',
  service_names: 'service',
  agent_names: 'agent',
  tool_names: 'tool',
} as const;

const singleNames = {
  project_id: 'project',
  session_id: 'session',
  start_time_gte: 'from',
  start_time_lt: 'before',
  end_time_lte: 'to',
} as const;

/** Filters as one reads them, a term each: `error:any`, `tool:lookup_order`, `"does not exist"`. */
export function describeFilters(filters: Filters): string[] {
  const terms: string[] = [];
  if (filters.has_errors !== undefined) terms.push(filters.has_errors ? 'error:any' : 'error:none');
  for (const [key, name] of entries(listNames)) {
    const values = filters[key];
    if (values) terms.push(`${name}:${values.join(',')}`);
  }
  for (const [key, name] of entries(singleNames)) {
    const value = filters[key];
    if (value !== undefined) terms.push(`${name}:${value}`);
  }
  if (filters.min_duration_ms !== undefined) terms.push(`duration:≥${filters.min_duration_ms} ms`);
  if (filters.pattern) terms.push(`${filters.pattern.detector}:${filters.pattern.key}`);
  if (filters.text !== undefined) terms.push(`"${filters.text}"`);
  if (filters.regex_pattern !== undefined) terms.push(`/${filters.regex_pattern}/`);
  return terms;
}

/** Object.entries that keeps the keys' own type. */
function entries<K extends string>(names: Record<K, string>): [K, string][] {
  const list: [K, string][] = [];
  for (const key in names) list.push([key, names[key]]);
  return list;
}
