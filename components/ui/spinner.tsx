import { classNames } from './class-names';

/** A ring that turns; decoration beside words that say what is going on. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block size-3.5 shrink-0 animate-spin rounded-full border-2 border-line-strong border-t-accent',
        className,
      )}
    />
  );
}
