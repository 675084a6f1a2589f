'use client';

import { domToBlob } from 'modern-screenshot';
import { embeddedFonts } from './embedded-fonts';

/**
 * An element as PNG at twice its size, in the colours on screen. The fonts are given along: looking for them itself, the library would
 * add a style element to a document, which the page's policy forbids.
 */
export async function cardImage(element: HTMLElement): Promise<Blob> {
  return domToBlob(element, {
    scale: 2,
    type: 'image/png',
    // The corners stay open; the card brings its own ground.
    backgroundColor: null,
    style: { margin: '0' },
    font: { cssText: await embeddedFonts(element.innerText) },
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
