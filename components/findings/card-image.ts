'use client';

import { domToBlob } from 'modern-screenshot';

/**
 * An element as PNG at twice its size, in the colours on screen. Nothing is fetched but the page's own fonts, which are written
 * into the picture, and no script or style is added to the page, so that the strict policy of the page holds.
 */
export async function cardImage(element: HTMLElement): Promise<Blob> {
  await document.fonts.ready;
  return domToBlob(element, {
    scale: 2,
    type: 'image/png',
    // The corners stay open; the card brings its own ground.
    backgroundColor: null,
    style: { margin: '0' },
  });
}

/** Gives the blob to the browser as a file. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; a URL that is revoked at once is not found by every browser.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
