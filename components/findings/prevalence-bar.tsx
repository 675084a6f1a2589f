import { intervalText } from '../../lib/chat/finding-markdown';
import type { Finding, Severity } from '../../lib/contracts/finding';
import { formatRate } from '../../lib/format';
import { severityColour } from './severity';

export interface PrevalenceBarProps {
  prevalence: Finding['prevalence'];
  severity: Severity;
  /** px. */
  height?: number;
}

/** The rate as a solid bar, and its 95 % interval as a lighter one from its lower to its upper end. */
export function PrevalenceBar({ prevalence, severity, height = 6 }: PrevalenceBarProps) {
  const { rate, low, high } = prevalence;
  const colour = severityColour(severity);
  return (
    <div
      role="img"
      aria-label={`${formatRate(rate)}, ${intervalText(prevalence)}`}
      className="relative overflow-hidden rounded-full bg-sunk"
      style={{ height }}
    >
      <div className="absolute inset-y-0 left-0" style={{ width: percent(rate), background: colour }} />
      <div
        className="absolute inset-y-0 opacity-35"
        style={{ left: percent(low), width: percent(high - low), background: colour }}
      />
    </div>
  );
}

function percent(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}
