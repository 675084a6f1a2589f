import type { ReactNode } from 'react';
import type { Overview } from '../../lib/contracts/overview';
import {
  formatBytes,
  formatCompact,
  formatCost,
  formatCount,
  formatDuration,
  formatNumberOf,
  formatRate,
} from '../../lib/format';
import { classNames } from '../ui/class-names';

/** True totals of everything that the filters select. */
export function OverviewStrip({ overview }: { overview: Overview }) {
  const { traces, ofTraces, errorTraces, silentTraces } = overview;
  const rate = (part: number) => (traces === 0 ? '–' : formatRate(part / traces));
  return (
    <div className="@container">
      <dl className="flex flex-wrap overflow-hidden border-b border-line">
        <Figure name="Traces" value={formatCount(traces)} exact={traces}>
          {traces === ofTraces ? 'all of them' : `of ${formatCount(ofTraces)}`}
        </Figure>
        <Figure name="Spans" value={formatCompact(overview.spans)} exact={overview.spans}>
          {overview.orphanSpans > 0
            ? formatNumberOf(overview.orphanSpans, 'orphan')
            : formatBytes(overview.bytes)}
        </Figure>
        <Figure
          name="Errors"
          value={formatCount(errorTraces)}
          exact={errorTraces}
          tone={errorTraces > 0 ? 'text-error' : ''}
        >
          {rate(errorTraces)}
        </Figure>
        <Figure
          name="Silent"
          value={formatCount(silentTraces)}
          exact={silentTraces}
          tone={silentTraces > 0 ? 'text-silent' : ''}
        >
          {rate(silentTraces)}
        </Figure>
        <Figure name="Duration p50" value={formatDuration(overview.durationP50Ns)}>
          p95 {formatDuration(overview.durationP95Ns)}
        </Figure>
        <Figure
          name="Tokens"
          value={formatCompact(overview.inputTokens + overview.outputTokens)}
          exact={overview.inputTokens + overview.outputTokens}
        >
          {formatCompact(overview.outputTokens)} out
        </Figure>
        <Figure name="Cost" value={traces === 0 ? '–' : shortCost(overview.costUsd)}>
          {costKnown(overview)}
        </Figure>
      </dl>
    </div>
  );
}

/** A thousand dollars and more need no cents. */
function shortCost(usd: number | null): string {
  return usd !== null && usd >= 1000 ? `$ ${formatCompact(Math.round(usd))}` : formatCost(usd);
}

function costKnown({ traces, tracesWithoutCost }: Overview): string {
  if (traces === 0) return '–';
  if (tracesWithoutCost === traces) return 'no span says';
  return tracesWithoutCost === 0 ? 'all known' : `${formatCompact(tracesWithoutCost)} unknown`;
}

interface FigureProps {
  name: string;
  value: string;
  /** The whole number, where `value` is rounded. */
  exact?: number;
  tone?: string;
  children: ReactNode;
}

function Figure({ name, value, exact, tone, children }: FigureProps) {
  return (
    <div
      className="figures -mt-px -ml-px min-w-0 flex-[1_0_100px] @max-[44rem]:flex-[1_0_max(100px,22%)] border-t border-l border-line px-3.5 py-2.5"
      title={exact === undefined ? undefined : `${name}: ${formatCount(exact)}`}
    >
      <dt className="truncate text-small text-secondary">{name}</dt>
      <dd>
        <span className={classNames('block text-figure font-semibold whitespace-nowrap', tone)}>{value}</span>
        <span className="block truncate text-small text-secondary">{children}</span>
      </dd>
    </div>
  );
}
