import type { Filters } from '../../lib/contracts/filters';
import type { ErrorClass } from '../../lib/contracts/span';
import { spellOut } from '../../lib/search/spell-out';
import { textPattern } from '../../lib/search/text-pattern';
import type { Database } from '../database';
import { isoNanoseconds } from './iso-time';
import { selectedBySql } from './sql-traces';
import { scanTraces } from './text-scan';

export type Param = string | number | bigint | boolean;

/**
 * A query of the `trace_ix` that filters select, and its parameters `$1 … $n`; a query around it numbers its own from
 * `params.length + 1`. Run it at once: a scan that it names is kept for a while only.
 */
export interface Selection {
  sql: string;
  /** The same as a condition on the columns of `trace`, which is cheaper there than being among `sql`. */
  onTrace: string;
  /** The same as a condition on the `trace_ix` of another table. */
  onTraceIx: string;
  params: Param[];
}

export interface SelectionRequest {
  database: Database;
  filters: Filters;
  signal?: AbortSignal | undefined;
}

/** Values that are not in the dataset select nothing. Throws AppError `bad-pattern`, `bad-statement`, `timeout` or `cancelled`. */
export async function selectTraces({ database, filters, signal }: SelectionRequest): Promise<Selection> {
  const params: Param[] = [];
  const bind = (value: Param): string => `$${params.push(value)}`;
  const conditions = [...ofTraces(filters, bind), ...ofValues(filters, bind)];
  for (const pattern of patternsOf(filters)) {
    const table = await scanTraces({ database, pattern, signal });
    conditions.push(`trace_ix IN (SELECT trace_ix FROM ${table})`);
  }
  if (filters.sql !== undefined) {
    const table = await selectedBySql({ database, sql: filters.sql, signal });
    conditions.push(`trace_ix IN (SELECT trace_ix FROM ${table})`);
  }
  if (conditions.length === 0) {
    return { sql: 'SELECT trace_ix FROM trace', onTrace: 'true', onTraceIx: 'true', params };
  }
  const onTrace = conditions.join(' AND ');
  const sql = `SELECT trace_ix FROM trace WHERE ${onTrace}`;
  return { sql, onTrace, onTraceIx: `trace_ix IN (${sql})`, params };
}

type Bind = (value: Param) => string;

const classCounts: Record<ErrorClass, string> = {
  origin: 'origin_span_count',
  propagated: 'propagated_span_count',
  handled: 'handled_span_count',
  silent: 'silent_span_count',
};

function* ofTraces(filters: Filters, bind: Bind): Generator<string> {
  if (filters.has_errors !== undefined) yield `error_span_count ${filters.has_errors ? '>' : '='} 0`;
  if (filters.error_class) {
    yield `(${filters.error_class.map((name) => `${classCounts[name]} > 0`).join(' OR ')})`;
  }
  if (filters.start_time_gte) yield `start_ns >= ${bind(isoNanoseconds(filters.start_time_gte))}`;
  if (filters.start_time_lt) yield `start_ns < ${bind(isoNanoseconds(filters.start_time_lt))}`;
  if (filters.end_time_lte) yield `end_ns <= ${bind(isoNanoseconds(filters.end_time_lte))}`;
  if (filters.min_duration_ms !== undefined) {
    // The driver binds whole numbers as integers of 64 bits, whatever their size.
    yield `duration_ns >= ${bind(Math.min(filters.min_duration_ms, Number.MAX_SAFE_INTEGER))} * 1e6`;
  }
}

function* ofValues(filters: Filters, bind: Bind): Generator<string> {
  const lists = {
    model: filters.model_names,
    service: filters.service_names,
    agent: filters.agent_names,
    tool: filters.tool_names,
    project: filters.project_id === undefined ? undefined : [filters.project_id],
  };
  for (const [facet, values] of Object.entries(lists)) {
    if (!values) continue;
    const alternatives = values.map(bind).join(', ');
    yield `trace_ix IN (SELECT trace_ix FROM trace_value WHERE facet = '${facet}' AND value IN (${alternatives}))`;
  }
  if (filters.session_id !== undefined) {
    yield `trace_ix IN (SELECT trace_ix FROM span WHERE session_id = ${bind(filters.session_id)})`;
  }
  if (filters.pattern) {
    const { detector, key } = filters.pattern;
    yield `trace_ix IN (SELECT trace_ix FROM pattern_hit WHERE detector = ${bind(detector)} AND key = ${bind(key)})`;
  }
}

function patternsOf({ text, regex_pattern }: Filters): string[] {
  return [
    text === undefined ? [] : [textPattern(text)],
    regex_pattern === undefined ? [] : [spellOut(regex_pattern)],
  ].flat();
}
