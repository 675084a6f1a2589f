import type { Finding } from '../../lib/contracts/finding';
import { classNames } from '../ui/class-names';
import { severityText } from './severity';

/** "CRITICAL · FAILED TOOL": how bad a finding is, and of what kind. */
export function SeverityLine({ finding: { severity, kind } }: { finding: Finding }) {
  return (
    <p className={classNames('text-label font-semibold tracking-[0.03em] uppercase', severityText(severity))}>
      {severity}
      {kind && ` · ${kind}`}
    </p>
  );
}
