'use client';

import { screenLink } from '../chat/screen-link';
import { CopyButton } from '../ui/copy-button';

/** Copies the address of exactly what is on screen: dataset, filters, sort, trace, span, and the diagnosis in the chat. */
export function ShareLinkButton() {
  return (
    <CopyButton
      small={false}
      text={screenLink}
      title="Copy a link to exactly what is on screen"
      className="max-md:hidden"
    >
      Copy link
    </CopyButton>
  );
}
