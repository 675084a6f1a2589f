import type { Filters } from '../contracts/filters';
import type { FacetName } from '../contracts/overview';
import type { ErrorClass } from '../contracts/span';

const listKeys = {
  agent: 'agent_names',
  model: 'model_names',
  tool: 'tool_names',
  service: 'service_names',
} as const;

/** A status ERROR is either the origin of a failure or passed up from a child. */
export const statusError: readonly ErrorClass[] = ['origin', 'propagated'];

/** The values of a facet that the filters ask for. */
export function selectedValues(filters: Filters, facet: FacetName): string[] {
  if (facet === 'outcome') return selectedOutcomes(filters);
  if (facet === 'project') return filters.project_id === undefined ? [] : [filters.project_id];
  return filters[listKeys[facet]] ?? [];
}

/** The filters with one value of a facet added, or taken away where it was there. Values of one facet are alternatives. */
export function toggleValue(
  filters: Filters,
  { facet, value }: { facet: FacetName; value: string },
): Filters {
  const selected = selectedValues(filters, facet);
  const isOn = selected.includes(value);
  const values = isOn ? selected.filter((each) => each !== value) : [...selected, value];
  if (facet === 'outcome') return withOutcomes(filters, values);
  if (facet === 'project') return { ...filters, project_id: isOn ? undefined : value };
  return { ...filters, [listKeys[facet]]: values.length > 0 ? values : undefined };
}

function selectedOutcomes({ has_errors, error_class = [] }: Filters): string[] {
  const hasError = has_errors === true || statusError.every((each) => error_class.includes(each));
  const outcomes = error_class.filter((each) => !statusError.includes(each));
  return hasError ? ['error', ...outcomes] : outcomes;
}

/**
 * `has_errors` and `error_class` are ANDed, the outcomes of the list are alternatives: "status error" beside another
 * one is therefore said by its classes.
 */
function withOutcomes(filters: Filters, outcomes: string[]): Filters {
  const rest: Filters = { ...filters, has_errors: undefined, error_class: undefined };
  if (outcomes.length === 0) return rest;
  if (outcomes.length === 1 && outcomes[0] === 'error') return { ...rest, has_errors: true };
  const classes: ErrorClass[] = [
    ...(outcomes.includes('error') ? statusError : []),
    ...(outcomes.includes('handled') ? ['handled' as const] : []),
    ...(outcomes.includes('silent') ? ['silent' as const] : []),
  ];
  return { ...rest, error_class: classes };
}
