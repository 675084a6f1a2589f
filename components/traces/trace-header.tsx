'use client';

import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import { useExploring } from './explore-provider';
import { columnLooks } from './trace-columns';

/** A column's head; where the server can sort by it, a press does. */
export function TraceHeader({ id, children }: { id: string; children: ReactNode }) {
  const { sort: current, sortBy } = useExploring();
  const look = columnLooks[id];
  const sort = look?.sort;
  const isOn = sort !== undefined && current.sort === sort;
  const direction = current.order === 'asc' ? 'ascending' : 'descending';
  const isRight = look?.className.includes('text-right');
  const arrow = isOn && <span aria-hidden="true">{current.order === 'asc' ? '↑' : '↓'}</span>;
  return (
    <th
      scope="col"
      aria-sort={isOn ? direction : sort ? 'none' : undefined}
      className={classNames(
        'truncate px-1.5 text-left font-sans text-small font-normal text-secondary',
        look?.className,
      )}
    >
      {sort ? (
        <button type="button" onClick={() => sortBy(sort)} className="hover:text-ink">
          {isRight && arrow} {children} {!isRight && arrow}
        </button>
      ) : (
        children
      )}
    </th>
  );
}
