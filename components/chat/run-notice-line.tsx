import Link from 'next/link';
import type { NoticeAction, RunNotice } from '../../lib/chat/run-outcome';
import { Button, buttonClass } from '../ui/button';
import { classNames } from '../ui/class-names';

const looks: Record<RunNotice['tone'], string> = {
  error: 'bg-error-tint text-error',
  silent: 'bg-silent-tint text-silent',
  neutral: 'bg-sunk text-secondary',
};

export interface RunNoticeLineProps {
  notice: RunNotice;
  /** Asks the same question once more, of the built-in analyst where that is wanted; left out where nothing can be asked. */
  onAskAgain?: ((options: { builtin: boolean }) => void) | undefined;
  /** Goes on with the run. */
  onResume?: (() => void) | undefined;
}

/** How a run ended that was not simply answered, and what to do about it. */
export function RunNoticeLine({ notice, onAskAgain, onResume }: RunNoticeLineProps) {
  const { tone, title, message, actions } = notice;
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={classNames('rounded-control px-3 py-2', looks[tone])}
    >
      <p className="font-semibold">{title}</p>
      <p className="break-words">{message}</p>
      {actions.length > 0 && (
        <p className="mt-1.5 flex flex-wrap gap-1.5 text-ink">
          {actions.map((action) => (
            <Action key={action} action={action} onAskAgain={onAskAgain} onResume={onResume} />
          ))}
        </p>
      )}
    </div>
  );
}

function Action({
  action,
  onAskAgain,
  onResume,
}: Pick<RunNoticeLineProps, 'onAskAgain' | 'onResume'> & { action: NoticeAction }) {
  if (action === 'resume') {
    return (
      onResume && (
        <Button small onClick={onResume}>
          Resume
        </Button>
      )
    );
  }
  if (action === 'settings') {
    return (
      <Link href="/settings" className={buttonClass({ small: true })}>
        Open settings
      </Link>
    );
  }
  if (onAskAgain === undefined) return null;
  const builtin = action === 'ask-builtin';
  return (
    <Button small onClick={() => onAskAgain({ builtin })}>
      {builtin ? 'Ask the built-in analyst' : 'Ask again'}
    </Button>
  );
}
