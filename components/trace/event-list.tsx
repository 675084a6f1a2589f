'use client';

import { formatDuration } from '../../lib/format';
import type { SpanEvent } from '../../lib/trace/span-payload';
import { AttributeTable } from './attribute-table';
import { useCut } from './use-cut';

/** What happened within a span, each with its time after the start and all its attributes. */
export function EventList({ events, marks }: { events: readonly SpanEvent[]; marks: readonly string[] }) {
  const { shown, rest } = useCut(events, { nouns: 'events', marks });
  if (events.length === 0) return <p className="text-faint">This span has no events.</p>;
  return (
    <>
      <ol className="grid gap-5">
        {shown.map((event, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the events of a span never change.
          <li key={place}>
            <div className="flex min-w-0 items-baseline gap-2">
              <span className={event.name === 'exception' ? 'font-semibold text-error' : 'font-semibold'}>
                {event.name}
              </span>
              {event.offsetNs !== null && (
                <span className="figures text-secondary">
                  {event.offsetNs < 0 ? '' : '+'}
                  {formatDuration(event.offsetNs)}
                </span>
              )}
              {event.time !== null && <span className="machine truncate text-faint">{event.time}</span>}
            </div>
            <div className="mt-2">
              <AttributeTable title="Event attributes" attributes={event.attributes} marks={marks} />
            </div>
          </li>
        ))}
      </ol>
      {rest}
    </>
  );
}
