/** An id short enough for a line: the first 8 figures of a hexadecimal one, both ends of any other that is long. */
export function shortId(id: string): string {
  if (/^[0-9a-f-]{13,}$/i.test(id)) return id.slice(0, 8);
  return id.length > 20 ? `${id.slice(0, 11)}…${id.slice(-6)}` : id;
}
