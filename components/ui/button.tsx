import type { ComponentProps } from 'react';
import { classNames } from './class-names';

type Look = 'plain' | 'primary' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  plain: 'border-line-strong bg-panel hover:bg-sunk',
  primary: 'border-ink bg-ink text-paper hover:opacity-90',
  quiet: 'border-transparent text-secondary hover:bg-sunk hover:text-ink',
  danger: 'border-error bg-error text-panel hover:opacity-90',
};

export interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  /** 24 px high instead of 28. */
  small?: boolean;
}

/** A button that says what it does; `type` is `button` unless given. */
export function Button({ look = 'plain', small = false, className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={classNames(buttonClass({ look, small }), className)} />;
}

/** The same look for a link. */
export function buttonClass({
  look = 'plain',
  small = false,
}: {
  look?: Look;
  small?: boolean;
} = {}): string {
  return classNames(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none',
    'disabled:cursor-default disabled:opacity-50',
    small ? 'h-6 px-2 text-small' : 'h-7 px-2.5',
    looks[look],
  );
}
