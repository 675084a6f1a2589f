import type { Filters } from '../../lib/contracts/filters';

const narrowings: [Filters, ...Filters[]] = [
  {},
  { has_errors: true },
  { tool_names: ['lookup_order'] },
  { model_names: ['gpt-5-mini'], error_class: ['silent'] },
  { start_time_gte: '2026-05-06T00:00:00Z', agent_names: ['Triage'] },
  { min_duration_ms: 8000 },
];

/** Other filters for each call, and never the same twice: what was counted before is remembered. */
export function narrowedFilters(index: number): Filters {
  const never = new Date(Date.UTC(2100, 0, 1) + index * 1000).toISOString();
  return { ...narrowings[index % narrowings.length], end_time_lte: never };
}
