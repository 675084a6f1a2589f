'use client';

import { useState } from 'react';
import type { Finding } from '../../lib/contracts/finding';
import { formatCount } from '../../lib/format';
import { classNames } from '../ui/class-names';
import { FindingCard } from './finding-card';
import { severityText } from './severity';

/** So many findings in a row are whole cards; those that follow are a line each until they are opened. */
const whole = 3;

/** Findings that were reported one after the other. */
export function FindingList({ findings }: { findings: Finding[] }) {
  const rest = findings.slice(whole);
  return (
    <div className="space-y-3">
      {findings.slice(0, whole).map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      {rest.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {rest.map((finding) => (
            <FoldedFinding key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The line that was pressed is gone: the focus goes on to what took its place. */
function takeFocus(element: HTMLElement | null) {
  element?.focus({ preventScroll: true });
}

function FoldedFinding({ finding }: { finding: Finding }) {
  const [open, setOpen] = useState(false);
  const { title, severity, prevalence } = finding;
  if (open) {
    return (
      <li ref={takeFocus} tabIndex={-1} className="py-2 outline-none">
        <FindingCard finding={finding} />
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        aria-expanded={false}
        onClick={() => setOpen(true)}
        title={title}
        className="flex w-full items-baseline gap-2 py-1.5 text-left hover:bg-sunk"
      >
        <span className={classNames('w-[46px] shrink-0 text-label font-semibold', severityText(severity))}>
          {severity}
        </span>
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <span className="figures shrink-0 text-small text-secondary">
          {formatCount(prevalence.traces)} of {formatCount(prevalence.ofTraces)}
        </span>
      </button>
    </li>
  );
}
