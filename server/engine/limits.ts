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

/** What is left over for saying what was cut. */
const forWords = 1000;

/** Bytes that lists may have in an answer of `answerBytes` in which the rest of it, `frame`, stands as well. */
export function roomBeside(frame: object, answerBytes: number): number {
  return Math.max(0, answerBytes - jsonBytes(frame) - forWords);
}

/** The longest head of a text that stays within the budget, in bytes of JSON; says how long the text was. */
export function textWithin(text: string, bytes: number): string {
  if (jsonBytes(text) <= bytes) return text;
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (jsonBytes(cutText(text, middle)) <= bytes) fits = middle;
    else tooLong = middle;
  }
  return cutText(text, fits);
}

const count = new Intl.NumberFormat('en-US');

/** Cuts at `limit` characters and says how many there were. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const whole = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  return `${text.slice(0, whole)}… [cut: ${count.format(text.length)} characters in all]`;
}
