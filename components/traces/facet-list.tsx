'use client';

import type { Facet, FacetName } from '../../lib/contracts/overview';
import { formatCompact, formatCount, formatNumberOf } from '../../lib/format';
import { selectedValues, toggleValue } from '../../lib/search/facet-filter';
import { classNames } from '../ui/class-names';
import { useExploring } from './explore-provider';
import { FilterLink } from './filter-link';

const titles: Record<FacetName, string> = {
  outcome: 'Failure',
  agent: 'Agent',
  model: 'Model',
  tool: 'Tool',
  service: 'Service',
  project: 'Project',
};

const outcomeNames: Record<string, string> = { error: 'status error' };
const outcomeOrder = ['error', 'silent', 'handled'];

/** Every facet with its most frequent values; a press adds a value to the filters, or takes it away. */
export function FacetList({ facets }: { facets: Facet[] }) {
  const { isPending } = useExploring();
  return (
    <div aria-busy={isPending} className="flex flex-col gap-4 px-2.5 py-3.5">
      {facets.map((facet) => (
        <FacetGroup key={facet.name} facet={facet} />
      ))}
    </div>
  );
}

function FacetGroup({ facet }: { facet: Facet }) {
  const { filters } = useExploring();
  const selected = selectedValues(filters, facet.name);
  const known = new Set(facet.values.map(({ value }) => value));
  const values = [
    ...facet.values,
    // What is asked for stays in the list, even where nothing has it.
    ...selected.filter((value) => !known.has(value)).map((value) => ({ value, traces: 0 })),
  ];
  if (values.length === 0) return null;
  if (facet.name === 'outcome')
    values.sort((a, b) => outcomeOrder.indexOf(a.value) - outcomeOrder.indexOf(b.value));
  const most = Math.max(1, ...values.map(({ traces }) => traces));
  const hidden = facet.distinct - facet.values.length;
  return (
    <section aria-label={titles[facet.name]}>
      <h2 className="heading mb-1">{titles[facet.name]}</h2>
      <ul className="flex flex-col gap-px">
        {values.map(({ value, traces }) => {
          const isOn = selected.includes(value);
          const name = facet.name === 'outcome' ? (outcomeNames[value] ?? value) : value;
          return (
            <li key={value}>
              <FilterLink
                filters={toggleValue(filters, { facet: facet.name, value })}
                aria-current={isOn ? 'true' : undefined}
                aria-label={`${name}, ${formatNumberOf(traces, 'trace')}`}
                title={name}
                className={classNames(
                  'relative flex h-6 items-center gap-2 rounded-control px-1.5',
                  isOn ? 'bg-accent-tint font-medium text-accent' : 'hover:bg-sunk',
                  !isOn && traces === 0 && 'text-faint',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{name}</span>
                <span className={classNames('figures shrink-0', !isOn && 'text-faint')}>
                  {traces < 10_000 ? formatCount(traces) : formatCompact(traces)}
                </span>
                <span
                  aria-hidden="true"
                  className={classNames(
                    'absolute bottom-0 left-1.5 h-px min-w-px',
                    isOn ? 'bg-accent opacity-60' : 'bg-line-strong',
                  )}
                  style={{ width: `calc((100% - 12px) * ${traces / most})` }}
                />
              </FilterLink>
            </li>
          );
        })}
      </ul>
      {hidden > 0 && (
        <p className="px-1.5 pt-1 text-small text-faint">
          {formatCount(hidden)} more; type {facet.name}:name in the search
        </p>
      )}
    </section>
  );
}
