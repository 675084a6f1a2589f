'use client';

import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Overview } from '../../lib/contracts/overview';
import { formatCount, formatNumberOf } from '../../lib/format';
import { formatTimeRange } from '../../lib/format-time';
import { classNames } from '../ui/class-names';
import { useExploring } from './explore-provider';

type Bucket = Overview['buckets'][number];

/** Traces over time, what failed on top. A click takes one bar, dragging a range, and the list shows what starts in it. */
export function TimeHistogram({ overview }: { overview: Overview }) {
  const { buckets } = overview;
  const { filters, show } = useExploring();
  const [range, setRange] = useState<{ from: number; to: number } | null>(null);
  if (buckets.length === 0) return null;
  const most = Math.max(1, ...buckets.map(({ traces }) => traces));

  const take = (from: number, to: number) => {
    const [first, last] = [buckets[Math.min(from, to)], buckets[Math.max(from, to)]];
    if (first && last)
      show({ ...filters, start_time_gte: shortTime(first.from), start_time_lt: shortTime(last.to) });
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const at = bucketAt(event, buckets.length);
    event.currentTarget.setPointerCapture(event.pointerId);
    setRange({ from: at, to: at });
  };
  const onPointerUp = () => {
    if (range) take(range.from, range.to);
    setRange(null);
  };

  return (
    <section aria-label="Traces over time" className="border-b border-line px-3.5 pt-2.5 pb-1">
      <div
        className="flex h-12 touch-none items-end gap-px select-none sm:gap-0.5"
        onPointerDown={onPointerDown}
        onPointerMove={(event) => range && setRange({ ...range, to: bucketAt(event, buckets.length) })}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setRange(null)}
      >
        {buckets.map((bucket, index) => (
          <Bar
            key={bucket.from}
            bucket={bucket}
            most={most}
            isFirst={index === 0}
            isTaken={
              range !== null &&
              index >= Math.min(range.from, range.to) &&
              index <= Math.max(range.from, range.to)
            }
            onTake={() => take(index, index)}
          />
        ))}
      </div>
      <div className="machine flex justify-between pt-0.5 text-[11px] text-faint">
        {overview.startTime && overview.endTime ? (
          <span>{formatTimeRange(overview.startTime, overview.endTime)} UTC</span>
        ) : (
          <span>no times</span>
        )}
        {(filters.start_time_gte || filters.start_time_lt) && (
          <button
            type="button"
            className="text-accent hover:underline"
            onClick={() => show({ ...filters, start_time_gte: undefined, start_time_lt: undefined })}
          >
            all times
          </button>
        )}
      </div>
    </section>
  );
}

interface BarProps {
  bucket: Bucket;
  most: number;
  /** The one that Tab reaches; arrow keys go on from it. */
  isFirst: boolean;
  isTaken: boolean;
  onTake: () => void;
}

/** A button for the keyboard and for screen readers; the pointer is followed over all bars at once. */
function Bar({ bucket, most, isFirst, isTaken, onTake }: BarProps) {
  const { traces, errorTraces, silentTraces } = bucket;
  const silentAlone = Math.min(silentTraces, traces - errorTraces);
  const name = [
    formatTimeRange(bucket.from, bucket.to),
    `${formatNumberOf(traces, 'trace')}`,
    errorTraces > 0 && `${formatCount(errorTraces)} with errors`,
    silentTraces > 0 && `${formatCount(silentTraces)} silent`,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      tabIndex={isFirst ? 0 : -1}
      // Without a pointer, that is: its clicks have a count, and are followed over all bars.
      onClick={(event) => event.detail === 0 && onTake()}
      onKeyDown={moveFocus}
      className={classNames(
        'flex h-full min-w-px flex-1 flex-col justify-end rounded-t-[1px] hover:bg-sunk',
        isTaken && 'bg-accent-tint',
      )}
    >
      <span aria-hidden="true" className="flex flex-col" style={{ height: `${(traces / most) * 100}%` }}>
        <span className="bg-error-bar" style={{ flex: errorTraces }} />
        <span className="bg-silent-bar" style={{ flex: silentAlone }} />
        <span className="bg-bar" style={{ flex: traces - errorTraces - silentAlone }} />
      </span>
    </button>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const { currentTarget: bar } = event;
  const to =
    event.key === 'ArrowRight'
      ? bar.nextElementSibling
      : event.key === 'ArrowLeft'
        ? bar.previousElementSibling
        : null;
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
}

function bucketAt(event: PointerEvent<HTMLElement>, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * count)));
}

/** Without a fraction that is nothing. */
function shortTime(iso: string): string {
  return iso.replace(/\.0+Z$/, 'Z');
}
