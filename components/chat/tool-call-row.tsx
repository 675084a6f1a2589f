'use client';

import { useState } from 'react';
import { subagentParts } from '../../lib/chat/answer-parts';
import type { Exchange, ExchangeItem } from '../../lib/chat/exchange';
import { toolSummary } from '../../lib/chat/tool-summary';
import { formatMs, formatNumberOf } from '../../lib/format';
import { classNames } from '../ui/class-names';
import { AnswerParts } from './answer-parts';
import { Json, ToolResult } from './tool-result';

export type ToolItem = Extract<ExchangeItem, { kind: 'tool' }>;

export interface ToolCallRowProps {
  item: ToolItem;
  /** The run that it belongs to: a subagent's calls stand there too. */
  exchange: Exchange;
  running: boolean;
}

/** One tool call: a line with its name, arguments in short and time; opens to the arguments and the result as JSON. */
export function ToolCallRow({ item, exchange, running }: ToolCallRowProps) {
  const [open, setOpen] = useState(false);
  const { name, args, outcome, callId } = item;
  const inside = subagentParts(exchange, callId);
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/call min-w-0"
    >
      <summary className="machine flex h-[22px] items-center gap-2 rounded-chip marker:content-none hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <StateDot item={item} running={running} />
        <span className="shrink-0">{name}</span>
        <span className="min-w-0 flex-1 truncate text-faint" title={toolSummary(name, args)}>
          {toolSummary(name, args)}
        </span>
        <span className="figures shrink-0 text-faint">
          {turnText(exchange.subagents[callId])}
          {timeText(item, running)}
        </span>
      </summary>
      {open && (
        <div className="mt-1 mb-2 ml-[15px] space-y-1.5 border-l border-line pl-3">
          <Json label="Arguments" value={args} />
          {inside.length > 0 && (
            <section aria-label="What the subagent did" className="space-y-2 py-1">
              <AnswerParts parts={inside} exchange={exchange} />
            </section>
          )}
          {outcome.state === 'finished' && !(outcome.ok && inside.length > 0) && (
            <ToolResult outcome={outcome} />
          )}
        </div>
      )}
    </details>
  );
}

function turnText(turns: Exchange['subagents'][string] | undefined): string {
  return turns === undefined ? '' : `${formatNumberOf(turns.turn, 'turn')} · `;
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
