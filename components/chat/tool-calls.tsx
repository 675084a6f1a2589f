'use client';

import { useState } from 'react';
import type { Exchange } from '../../lib/chat/exchange';
import { ToolCallRow, type ToolItem } from './tool-call-row';

/** So many calls in a row are shown; of more, the rest is one line until it is asked for. */
const shown = 6;

export interface ToolCallsProps {
  items: ToolItem[];
  exchange: Exchange;
  running: boolean;
}

/** Calls that follow each other. While they run all are seen; afterwards they do not push the answer away. */
export function ToolCalls({ items, exchange, running }: ToolCallsProps) {
  const [all, setAll] = useState(false);
  const cut = !running && !all && items.length > shown + 1;
  const rest = items.slice(shown);
  const refused = rest.filter(({ outcome }) => outcome.state === 'finished' && !outcome.ok).length;
  return (
    <div>
      {(cut ? items.slice(0, shown) : items).map((item) => (
        <ToolCallRow key={item.callId} item={item} exchange={exchange} running={running} />
      ))}
      {cut && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="machine ml-[15px] h-[22px] text-faint hover:text-ink"
        >
          + {rest.length} more calls{refused > 0 && `, ${refused} refused`}
        </button>
      )}
    </div>
  );
}
