import Link from 'next/link';
import type { RunNotice } from '../../lib/chat/run-outcome';
import { Button, buttonClass } from '../ui/button';
import { classNames } from '../ui/class-names';

const looks: Record<RunNotice['tone'], string> = {
  error: 'bg-error-tint text-error',
  silent: 'bg-silent-tint text-silent',
  neutral: 'bg-sunk text-secondary',
};

export interface RunNoticeLineProps {
  notice: RunNotice;
  /** Asks the same question once more; left out where that is not possible. */
  onAskAgain?: (() => void) | undefined;
}

/** How a run ended that was not simply answered, and what to do about it. */
export function RunNoticeLine({ notice, onAskAgain }: RunNoticeLineProps) {
  const { tone, title, message, action } = notice;
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={classNames('rounded-control px-3 py-2', looks[tone])}
    >
      <p className="font-semibold">{title}</p>
      <p className="break-words">{message}</p>
      {action === 'settings' && (
        <Link href="/settings" className={classNames(buttonClass({ small: true }), 'mt-1.5 text-ink')}>
          Open settings
        </Link>
      )}
      {action === 'ask-again' && onAskAgain && (
        <Button small onClick={onAskAgain} className="mt-1.5 text-ink">
          Ask again
        </Button>
      )}
    </div>
  );
}
