import type { Filters } from '../contracts/filters';
import { statusError } from './facet-filter';

export interface FilterToken {
  /** Stable name among the tokens of these filters. */
  id: string;
  /** As it is read and typed: `tool:lookup_order`, `"does not exist"`, `/errno \d+/`. */
  label: string;
  tone: 'error' | 'silent' | 'accent' | 'text';
  /** The filters without it. */
  without: Filters;
}

const lists = [
  ['agent_names', 'agent'],
  ['model_names', 'model'],
  ['tool_names', 'tool'],
  ['service_names', 'service'],
] as const;

const singles = [
  ['project_id', 'project'],
  ['session_id', 'session'],
  ['start_time_gte', 'from'],
  ['start_time_lt', 'before'],
  ['end_time_lte', 'to'],
] as const;

/**
 * Every filter as one removable token, in the order in which the search box shows them. `patternName` is what the
 * pattern among them says, where that is known.
 */
export function filterTokens(filters: Filters, patternName?: string | null): FilterToken[] {
  const tokens: FilterToken[] = [];
  const add = (label: string, tone: FilterToken['tone'], without: Filters) =>
    tokens.push({ id: label, label, tone, without });

  if (filters.has_errors !== undefined) {
    add(filters.has_errors ? 'error:any' : 'error:none', 'error', { ...filters, has_errors: undefined });
  }
  // "status error" among other outcomes is said by its two classes, and goes as one.
  const isAnyError = statusError.every((each) => filters.error_class?.includes(each));
  if (isAnyError) {
    const rest = filters.error_class?.filter((each) => !statusError.includes(each)) ?? [];
    const error_class = rest.length > 0 ? rest : undefined;
    tokens.push({
      id: 'class:error',
      label: 'error:any',
      tone: 'error',
      without: { ...filters, error_class },
    });
  }
  for (const value of filters.error_class ?? []) {
    if (isAnyError && statusError.includes(value)) continue;
    const tone = value === 'silent' || value === 'handled' ? 'silent' : 'error';
    add(`class:${value}`, tone, { ...filters, error_class: without(filters.error_class, value) });
  }
  for (const [key, name] of lists) {
    for (const value of filters[key] ?? []) {
      add(`${name}:${quoted(value)}`, 'accent', { ...filters, [key]: without(filters[key], value) });
    }
  }
  for (const [key, name] of singles) {
    const value = filters[key];
    if (value !== undefined) add(`${name}:${quoted(value)}`, 'accent', { ...filters, [key]: undefined });
  }
  if (filters.min_duration_ms !== undefined) {
    add(`min:${filters.min_duration_ms}ms`, 'accent', { ...filters, min_duration_ms: undefined });
  }
  if (filters.pattern) {
    add(patternName ?? `pattern:${filters.pattern.detector}:${filters.pattern.key}`, 'error', {
      ...filters,
      pattern: undefined,
    });
  }
  if (filters.sql !== undefined) {
    add(`sql:${filters.sql.replace(/\s+/g, ' ')}`, 'accent', { ...filters, sql: undefined });
  }
  if (filters.text !== undefined) add(`"${filters.text}"`, 'text', { ...filters, text: undefined });
  if (filters.regex_pattern !== undefined) {
    add(`/${filters.regex_pattern}/`, 'text', { ...filters, regex_pattern: undefined });
  }
  return tokens;
}

function without<T>(values: T[] | undefined, gone: T): T[] | undefined {
  const rest = values?.filter((value) => value !== gone) ?? [];
  return rest.length > 0 ? rest : undefined;
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
