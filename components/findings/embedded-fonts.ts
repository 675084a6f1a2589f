'use client';

import { rangeCovers } from '../../lib/unicode-range';

const embedded = new Map<string, Promise<string>>();

/**
 * `@font-face` rules for all that the page's own fonts draw of this text, with the font files inside of them. A picture is drawn from a
 * document of its own, which can load nothing.
 */
export async function embeddedFonts(text: string): Promise<string> {
  const rules = [...document.styleSheets].flatMap(fontFaces);
  const needed = rules.filter((rule) => rangeCovers(rule.style.getPropertyValue('unicode-range'), text));
  const texts = await Promise.all(needed.map(withFile));
  return texts.join('\n');
}

function fontFaces(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  return [...sheet.cssRules].flatMap((rule) => {
    if (rule instanceof CSSImportRule) return rule.styleSheet ? fontFaces(rule.styleSheet) : [];
    return rule instanceof CSSFontFaceRule ? [rule] : [];
  });
}

async function withFile(rule: CSSFontFaceRule): Promise<string> {
  const [written, address] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src')) ?? [];
  if (written === undefined || address === undefined) return '';
  const url = new URL(address, rule.parentStyleSheet?.href ?? document.baseURI).href;
  const file = embedded.get(url) ?? readAsDataUrl(url);
  embedded.set(url, file);
  // One that could not be read now may be the next time.
  file.catch(() => embedded.delete(url));
  return rule.cssText.replace(written, `url("${await file}")`);
}

async function readAsDataUrl(url: string): Promise<string> {
  const response = await fetch(url);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return `data:font/woff2;base64,${btoa(characters.join(''))}`;
}
