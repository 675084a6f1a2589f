'use client';

import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatNumberOf } from '../../lib/format';
import type { TimeRange } from '../../lib/trace/timeline';
import { classNames } from '../ui/class-names';
import { Kbd } from '../ui/kbd';
import { durationColumn } from './tree-row';

export interface ErrorStepperProps {
  /** Places in tree order of the failed spans. */
  failures: readonly number[];
  selected: number | null;
  onNext: () => void;
}

/** "errors 1/2": which failure is selected, of how many; goes to the next one. */
export function ErrorStepper({ failures, selected, onNext }: ErrorStepperProps) {
  const at = selected === null ? -1 : failures.indexOf(selected);
  if (failures.length === 0) return <span className="shrink-0 px-1 text-small text-faint">no errors</span>;
  return (
    <button
      type="button"
      onClick={onNext}
      aria-keyshortcuts="e Shift+E"
      title="Next failed span (e), the one before (E)"
      className="figures inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-panel px-2 hover:bg-sunk"
    >
      <span aria-hidden="true" className="text-[9px] text-error">
        ●
      </span>
      errors{' '}
      {at === -1 ? formatCount(failures.length) : `${formatCount(at + 1)}/${formatCount(failures.length)}`}
      <Kbd>e</Kbd>
    </button>
  );
}

export interface RowSwitchesProps {
  shown: number;
  total: number;
  errorsOnly: boolean;
  anyErrors: boolean;
  onErrorsOnly: (on: boolean) => void;
  hitsOnly: boolean;
  anyHits: boolean;
  onHitsOnly: (on: boolean) => void;
  onFold: () => void;
  onUnfold: () => void;
}

/** Which rows are shown: beside the map, where the drawing has room. */
export function RowSwitches(props: RowSwitchesProps) {
  const {
    shown,
    total,
    errorsOnly,
    anyErrors,
    onErrorsOnly,
    hitsOnly,
    anyHits,
    onHitsOnly,
    onFold,
    onUnfold,
  } = props;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-0.5 overflow-hidden pl-2">
      <Small label="Fold all" onPress={onFold}>
        <span aria-hidden="true">⊟</span>
      </Small>
      <Small label="Unfold all" onPress={onUnfold}>
        <span aria-hidden="true">⊞</span>
      </Small>
      {anyErrors && (
        <Small label="Errors only" on={errorsOnly} onPress={() => onErrorsOnly(!errorsOnly)}>
          errors only
        </Small>
      )}
      {anyHits && (
        <Small label="Found only" on={hitsOnly} onPress={() => onHitsOnly(!hitsOnly)}>
          found only
        </Small>
      )}
      <span className="figures ml-auto truncate pl-1 text-small text-faint @max-[470px]:hidden">
        {shown === total ? formatNumberOf(total, 'span') : `${formatCount(shown)} of ${formatCount(total)}`}
      </span>
    </div>
  );
}

export interface ViewLengthProps {
  whole: TimeRange;
  view: TimeRange | null;
  onReset: () => void;
}

/** How long what the bars show took; where it is a part of the trace, the way back to all of it. */
export function ViewLength({ whole, view, onReset }: ViewLengthProps) {
  const look = classNames('machine figures text-right whitespace-nowrap', durationColumn);
  if (view === null) {
    return (
      <span title="Duration of the trace" className={classNames(look, 'text-faint')}>
        {formatDuration(whole.to - whole.from)}
      </span>
    );
  }
  return (
    <button
      type="button"
      onClick={onReset}
      aria-label="Show the whole time"
      title={`${formatDuration(view.to - view.from)} in view; press to see all`}
      className={classNames(look, 'text-accent hover:underline')}
    >
      all ×
    </button>
  );
}

interface SmallProps {
  label: string;
  /** Pressed or not; absent for what is no switch. */
  on?: boolean;
  onPress: () => void;
  children: ReactNode;
}

function Small({ label, on, onPress, children }: SmallProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={on}
      onClick={onPress}
      className={classNames(
        'h-6 shrink-0 rounded-control px-1.5 text-small whitespace-nowrap',
        on ? 'bg-accent-tint font-medium text-accent' : 'text-secondary hover:bg-sunk hover:text-ink',
      )}
    >
      {children}
    </button>
  );
}
