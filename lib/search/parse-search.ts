import { type Filters, filtersSchema } from '../contracts/filters';

const listKeys: Record<string, 'agent_names' | 'model_names' | 'tool_names' | 'service_names'> = {
  agent: 'agent_names',
  model: 'model_names',
  tool: 'tool_names',
  service: 'service_names',
};

const singleKeys: Record<
  string,
  'project_id' | 'session_id' | 'start_time_gte' | 'start_time_lt' | 'end_time_lte'
> = {
  project: 'project_id',
  session: 'session_id',
  from: 'start_time_gte',
  before: 'start_time_lt',
  to: 'end_time_lte',
};

const term = /(?<=^|\s)([a-z]+):(?:"([^"]*)"|([^\s"]+))(?=\s|$)/g;

/**
 * What is typed into the search box, added to the filters: `tool:name`, `error:any`, `class:silent` and the like are
 * filters of their own, `/…/` is a pattern, and all the rest is text to find, letter for letter. A term that no filter
 * understands stays text.
 */
export function parseSearch(typed: string, filters: Filters): Filters {
  let result = filters;
  const rest = typed
    .replace(term, (all: string, name: string, quoted: string | undefined, plain: string | undefined) => {
      const next = withTerm(result, name, quoted ?? plain ?? '');
      if (next === undefined) return all;
      result = next;
      return '';
    })
    .trim();
  if (rest === '') return result;
  const pattern = /^\/(.+)\/$/s.exec(rest)?.[1];
  if (pattern !== undefined) return { ...result, regex_pattern: pattern };
  const text = /^"([^"]+)"$/s.exec(rest)?.[1] ?? rest;
  return { ...result, text };
}

function withTerm(filters: Filters, name: string, value: string): Filters | undefined {
  const addition = termFilter(filters, name, value);
  return addition === undefined ? undefined : filtersSchema.safeParse({ ...filters, ...addition }).data;
}

function termFilter(filters: Filters, name: string, value: string): object | undefined {
  if (value === '') return undefined;
  if (name === 'error' || name === 'errors') {
    const known: Record<string, boolean> = { any: true, yes: true, none: false, no: false };
    return value in known ? { has_errors: known[value] } : undefined;
  }
  if (name === 'class') return { error_class: withValue(filters.error_class, value) };
  if (name === 'min')
    return /^\d+(\.\d+)?(ms)?$/.test(value) ? { min_duration_ms: Number.parseFloat(value) } : undefined;
  const listKey = listKeys[name];
  if (listKey) return { [listKey]: withValue(filters[listKey], value) };
  const singleKey = singleKeys[name];
  return singleKey ? { [singleKey]: value } : undefined;
}

function withValue(values: string[] | undefined, value: string): string[] {
  return [...new Set([...(values ?? []), value])];
}
