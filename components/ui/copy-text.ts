/** Puts text on the clipboard. False where the browser refuses, as it does for pages it does not trust. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
