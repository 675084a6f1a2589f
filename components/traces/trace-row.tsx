'use client';

import { FlexRender, type Row } from '@tanstack/react-table';
import type { TraceSummary } from '../../lib/contracts/trace';
import { classNames } from '../ui/class-names';
import { columnLooks, type features, rowTracks } from './trace-columns';

export interface TraceRowProps {
  /** Place in the whole list, from 0. */
  index: number;
  /** Pixels from the list's top. */
  start: number;
  /** Undefined while its page is still to come. */
  row: Row<typeof features, TraceSummary> | undefined;
  isPicked: boolean;
  onPick: (index: number) => void;
}

/** One trace of the list; the link in it covers the whole row. */
export function TraceRow({ index, start, row, isPicked, onPick }: TraceRowProps) {
  return (
    <tr
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      onClick={() => onPick(index)}
      className={classNames(
        rowTracks,
        'absolute inset-x-0 h-7 items-center border-b border-line px-2 hover:bg-sunk',
        'aria-selected:bg-accent-tint aria-selected:shadow-[inset_2px_0_var(--accent)]',
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      {row?.getAllCells().map((cell) => (
        <td key={cell.id} className={classNames('truncate px-1.5', columnLooks[cell.column.id]?.className)}>
          <FlexRender cell={cell} />
        </td>
      )) ?? <td className="px-1.5 text-faint">…</td>}
    </tr>
  );
}

/** Id of a row's element, for `aria-activedescendant`. */
export function rowId(index: number): string {
  return `trace-row-${index}`;
}
