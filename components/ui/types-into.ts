/** Whether keys that are pressed there are letters of a text: they then mean nothing else. */
export function typesInto(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
