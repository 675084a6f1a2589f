import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export type Tone = 'error' | 'silent' | 'ok' | 'accent' | 'neutral';

const tones: Record<Tone, string> = {
  error: 'bg-error-tint text-error',
  silent: 'bg-silent-tint text-silent',
  ok: 'bg-ok-tint text-ok',
  accent: 'bg-accent-tint text-accent',
  neutral: 'bg-sunk text-secondary',
};

export interface BadgeProps extends ComponentProps<'span'> {
  tone?: Tone;
}

/** A few words on a tint: "2 errors", "silent". */
export function Badge({ tone = 'neutral', className, ...rest }: BadgeProps) {
  return (
    <span
      {...rest}
      className={classNames(
        'inline-flex h-[18px] shrink-0 items-center gap-1 rounded-chip px-1.5 text-label font-semibold whitespace-nowrap',
        tones[tone],
        className,
      )}
    />
  );
}
