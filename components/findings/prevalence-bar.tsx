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

/** The rate as a bar and its 95 % interval around the bar's end: fainter below the rate, faintest above it. */
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
      <Part from={0} to={low} colour={colour} className="opacity-100" />
      <Part from={low} to={rate} colour={colour} className="opacity-75" />
      <Part from={rate} to={high} colour={colour} className="opacity-35" />
    </div>
  );
}

interface PartProps {
  from: number;
  to: number;
  colour: string;
  className: string;
}

function Part({ from, to, colour, className }: PartProps) {
  const style = { left: percent(from), width: percent(to - from), background: colour };
  return <div className={`absolute inset-y-0 ${className}`} style={style} />;
}

function percent(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}
