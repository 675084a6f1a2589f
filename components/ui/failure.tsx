import type { ReactNode } from 'react';

/** Something did not work: what happened and what to do, in the words of an AppError. */
export function Failure({
  title = 'That did not work',
  message,
  actions,
}: {
  title?: string;
  message: string;
  actions?: ReactNode;
}) {
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col gap-2 px-6 py-12">
      <h2 className="text-figure font-semibold text-error">{title}</h2>
      <p className="break-words whitespace-pre-wrap text-secondary">{message}</p>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
