import { type Filters, filtersSchema } from '../../lib/contracts/filters';
import { isoNanoseconds } from '../store/iso-time';

export interface Both {
  filters: Filters;
  /** Names of filters that both have, with values that cannot be said together. */
  clash: (keyof Filters)[];
}

/** Filters that select what both of these do. */
export function bothFilters(scope: Filters, own: Filters): Both {
  const clash: (keyof Filters)[] = [];
  const join = <T>(key: keyof Filters, a: T | undefined, b: T | undefined, both: Join<T>): T | undefined => {
    if (a === undefined || b === undefined) return a ?? b;
    if (JSON.stringify(a) === JSON.stringify(b)) return a;
    const joined = both(a, b);
    if (joined === undefined) clash.push(key);
    return joined;
  };
  const joined = {
    has_errors: join('has_errors', scope.has_errors, own.has_errors, impossible),
    error_class: join('error_class', scope.error_class, own.error_class, smaller),
    model_names: join('model_names', scope.model_names, own.model_names, smaller),
    service_names: join('service_names', scope.service_names, own.service_names, smaller),
    agent_names: join('agent_names', scope.agent_names, own.agent_names, smaller),
    tool_names: join('tool_names', scope.tool_names, own.tool_names, smaller),
    project_id: join('project_id', scope.project_id, own.project_id, impossible),
    session_id: join('session_id', scope.session_id, own.session_id, impossible),
    start_time_gte: join('start_time_gte', scope.start_time_gte, own.start_time_gte, later),
    start_time_lt: join('start_time_lt', scope.start_time_lt, own.start_time_lt, earlier),
    end_time_lte: join('end_time_lte', scope.end_time_lte, own.end_time_lte, earlier),
    min_duration_ms: join('min_duration_ms', scope.min_duration_ms, own.min_duration_ms, Math.max),
    text: join('text', scope.text, own.text, impossible),
    regex_pattern: join('regex_pattern', scope.regex_pattern, own.regex_pattern, impossible),
    pattern: own.pattern ?? scope.pattern,
    sql: join('sql', join('sql', scope.sql, otherPattern(scope, own), bothSelects), own.sql, bothSelects),
  } satisfies Record<keyof Filters, unknown>;
  const said = Object.entries(joined).filter(([, value]) => value !== undefined);
  return { filters: filtersSchema.parse(Object.fromEntries(said)), clash };
}

/** Undefined where they cannot be said together. */
type Join<T> = (a: T, b: T) => T | undefined;

function impossible(): undefined {
  return undefined;
}

/** A list holds alternatives: where one has all of the other's, the other says both. */
function smaller<T>(a: T[], b: T[]): T[] | undefined {
  if (a.every((value) => b.includes(value))) return a;
  return b.every((value) => a.includes(value)) ? b : undefined;
}

function later(a: string, b: string): string {
  return isoNanoseconds(a) >= isoNanoseconds(b) ? a : b;
}

function earlier(a: string, b: string): string {
  return isoNanoseconds(a) <= isoNanoseconds(b) ? a : b;
}

/** There is room for one pattern: another one of the scope is said as a SELECT. */
function otherPattern({ pattern: scope }: Filters, { pattern: own }: Filters): string | undefined {
  if (scope === undefined || own === undefined) return undefined;
  if (scope.detector === own.detector && scope.key === own.key) return undefined;
  const key = scope.key.replaceAll("'", "''");
  return `SELECT trace_id FROM pattern_hits WHERE detector = '${scope.detector}' AND key = '${key}'`;
}

function bothSelects(a: string, b: string): string | undefined {
  const [first, second] = [a, b].map((select) => `(${select.replace(/[;\s]+$/, '')}\n)`);
  const both = `SELECT trace_id FROM ${first} WHERE trace_id IN (SELECT trace_id FROM ${second})`;
  return filtersSchema.shape.sql.safeParse(both).success ? both : undefined;
}
