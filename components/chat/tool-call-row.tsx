'use client';

import { useState } from 'react';
import { cutJson } from '../../lib/chat/cut-json';
import type { ExchangeItem } from '../../lib/chat/exchange';
import { toolSummary } from '../../lib/chat/tool-summary';
import { formatMs } from '../../lib/format';
import { classNames } from '../ui/class-names';
import { CopyButton } from '../ui/copy-button';

export type ToolItem = Extract<ExchangeItem, { kind: 'tool' }>;

/** One tool call: a line with its name, arguments in short and time; opens to the arguments and the result as JSON. */
export function ToolCallRow({ item, running }: { item: ToolItem; running: boolean }) {
  const [open, setOpen] = useState(false);
  const { name, args, outcome, depth } = item;
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/call min-w-0"
      style={depth > 0 ? { marginLeft: depth * 12 } : undefined}
    >
      <summary className="machine flex h-[22px] items-center gap-2 rounded-chip marker:content-none hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <StateDot item={item} running={running} />
        <span className="shrink-0">{name}</span>
        <span className="min-w-0 flex-1 truncate text-faint" title={toolSummary(name, args)}>
          {toolSummary(name, args)}
        </span>
        <span className="figures shrink-0 text-faint">{timeText(item, running)}</span>
      </summary>
      {open && (
        <div className="mt-1 mb-2 ml-[15px] space-y-1.5 border-l border-line pl-3">
          <Json label="Arguments" value={args} />
          {outcome.state === 'finished' && (
            <Json label={outcome.ok ? 'Result' : 'Refused'} value={outcome.result} />
          )}
        </div>
      )}
    </details>
  );
}

function StateDot({ item: { outcome }, running }: { item: ToolItem; running: boolean }) {
  const [label, look] =
    outcome.state === 'finished'
      ? outcome.ok
        ? ['done', 'bg-ok']
        : ['refused', 'bg-error']
      : running
        ? ['running', 'bg-accent animate-pulse']
        : ['no result', 'bg-ghost'];
  return (
    <span role="img" aria-label={label} className={classNames('size-[7px] shrink-0 rounded-full', look)} />
  );
}

function timeText({ outcome }: ToolItem, running: boolean): string {
  if (outcome.state === 'running') return running ? '…' : 'no result';
  return formatMs(outcome.ms);
}

function Json({ label, value }: { label: string; value: unknown }) {
  const { text, whole } = cutJson(value);
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between">
        <span className="heading">{label}</span>
        <CopyButton text={whole} aria-label={`Copy ${label.toLowerCase()}`} />
      </div>
      <pre className="machine max-h-64 overflow-auto rounded-control bg-sunk px-2.5 py-1.5 whitespace-pre-wrap break-words">
        {text}
      </pre>
    </div>
  );
}
