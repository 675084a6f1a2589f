/** Bytes of a value as UTF-8 JSON. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The longest head of the items that stays within the budget, in bytes of JSON. */
export function headWithin<T>(items: readonly T[], bytes: number): T[] {
  let left = bytes - 2;
  const head: T[] = [];
  for (const item of items) {
    left -= jsonBytes(item) + 1;
    if (left < 0) break;
    head.push(item);
  }
  return head;
}

const count = new Intl.NumberFormat('en-US');

/** Cuts at `limit` characters and says how many there were. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const whole = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, whole)}… [cut: ${count.format(text.length)} characters in all]`;
}
