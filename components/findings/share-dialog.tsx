'use client';

import { useRef, useState } from 'react';
import { findingMarkdown } from '../../lib/chat/finding-markdown';
import { slug } from '../../lib/chat/slug';
import type { Finding } from '../../lib/contracts/finding';
import { errorMessage } from '../../lib/error-message';
import { datasetUrl } from '../../lib/url';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { cardImage, downloadBlob } from './card-image';
import { ShareCard } from './share-card';

export interface ShareDialogProps {
  finding: Finding;
  onClose: () => void;
}

/** The finding as a card to carry away: as a picture, as Markdown, or as a link to the traces that it holds for. */
export function ShareDialog({ finding, onClose }: ShareDialogProps) {
  const card = useRef<HTMLElement>(null);
  const [said, setSaid] = useState<string | null>(null);

  const make = async (use: (element: HTMLElement) => Promise<string>) => {
    if (card.current === null) return;
    setSaid('Drawing …');
    setSaid(await use(card.current).catch(failure));
  };
  const copy = async (element: HTMLElement) => {
    if (!('clipboard' in navigator)) throw new Error('the browser does not trust this address; download it.');
    // Safari wants the promise itself; the others take it as well.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': cardImage(element) })]);
    return 'The picture is on the clipboard.';
  };
  const download = async (element: HTMLElement) => {
    downloadBlob(await cardImage(element), `${slug(finding.title)}.png`);
    return 'The picture was downloaded.';
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title="Share this finding"
      wide
      actions={
        <>
          <p role="status" className="mr-auto self-center text-small text-secondary">
            {said}
          </p>
          <CopyButton
            small={false}
            look="plain"
            text={() => `${window.location.origin}${datasetUrl(finding.datasetId, finding.predicate)}`}
          >
            Copy link
          </CopyButton>
          <CopyButton
            small={false}
            look="plain"
            text={() => findingMarkdown(finding, { origin: window.location.origin })}
          >
            Copy Markdown
          </CopyButton>
          <Button onClick={() => make(download)}>Download PNG</Button>
          <Button look="primary" onClick={() => make(copy)}>
            Copy image
          </Button>
        </>
      }
    >
      <div className="overflow-x-auto">
        <ShareCard ref={card} finding={finding} day={new Date().toISOString()} />
      </div>
    </Dialog>
  );
}

function failure(error: unknown): string {
  return `That did not work: ${errorMessage(error)}`;
}
