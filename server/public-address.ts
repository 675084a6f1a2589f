/** An endpoint's address as it may be shown: some take a name and a password, or a token, in the address itself. */
export function publicAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`.replace(/\/$/, '');
}
