'use client';

import { CopyButton } from '../ui/copy-button';

/** Copies the address of exactly what is on screen: dataset, filters, sort, trace, span. */
export function ShareLinkButton() {
  return (
    <CopyButton
      small={false}
      text={() => window.location.href}
      title="Copy a link to exactly what is on screen"
      className="max-md:hidden"
    >
      Copy link
    </CopyButton>
  );
}
