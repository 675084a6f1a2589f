const nsPerSecond = 1_000_000_000n;
const largest = 2n ** 63n - 1n;

/**
 * Nanoseconds since 1970, exact to what was written: ISO 8601 with any offset and any number of decimals; seconds,
 * milli-, micro- or nanoseconds since 1970 as a number or a string, told apart by their size; `[s, ns]`. Null where
 * nothing was said (zero is what exporters write then) or what was said is no time.
 */
export function readTime(value: unknown): bigint | null {
  if (typeof value === 'string') return readText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? readEpoch(decimal(value)) : null;
  if (Array.isArray(value)) return readPair(value);
  return null;
}

/** Whether a value that cannot be read was meant as a time: blanks, zeros and the year 1 are how exporters say that there is none. */
export function meansTime(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return !nothingSaid.test(value);
  if (Array.isArray(value)) return value.some((part) => part !== 0 && part !== '0');
  return value !== 0;
}

const nothingSaid = /^\s*(?:0+(?:\.0*)?|0001-01-01T00:00:00\S*)?\s*$/;

/** A JSON number beyond 2^53 has lost its last digits; then its spelling must be read from the line. */
export function isInexact(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value) && Math.abs(value) > 2 ** 53;
}

function readText(text: string): bigint | null {
  return readCanonical(text) ?? readIso(text) ?? readEpoch(text.trim());
}

let lastDay = '';
let lastDaySeconds = Number.NaN;

/** `2026-04-23T05:32:00.000000000Z`, the form of nearly every line: by position, and a day is worked out once. */
function readCanonical(text: string): bigint | null {
  if (text.length < 20 || text.length > 30 || text.charCodeAt(text.length - 1) !== 0x5a) return null;
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return null;
  const day = text.slice(0, 10);
  if (day !== lastDay) {
    const seconds = secondsOfDay(day);
    if (Number.isNaN(seconds)) return null;
    lastDay = day;
    lastDaySeconds = seconds;
  }
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  let ns = 0;
  if (text.length > 20) {
    if (text[19] !== '.') return null;
    let scale = 100_000_000;
    for (let at = 20; at < text.length - 1; at++, scale /= 10) ns += digit(text, at) * scale;
  }
  const total = lastDaySeconds + hours * 3600 + minutes * 60 + seconds;
  if (Number.isNaN(total + ns) || hours > 23 || minutes > 59 || seconds > 60) return null;
  return within(BigInt(total) * nsPerSecond + BigInt(ns));
}

/** `2026-04-23`; not a number for a day that is in no calendar, which Date would turn into one of the next month. */
function secondsOfDay(day: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? Number.NaN : ms / 1000;
}

function twoDigits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

const iso =
  /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?\s*$/i;

function readIso(text: string): bigint | null {
  const [, day, hours = '00', minutes = '00', seconds = '00', decimals = '', zone = 'Z'] =
    iso.exec(text) ?? [];
  if (day === undefined) return null;
  const dayStart = secondsOfDay(day);
  if (Number.isNaN(dayStart) || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60)
    return null;
  const ns = BigInt(decimals.slice(0, 9).padEnd(9, '0'));
  return within(
    (BigInt(dayStart + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) - offsetSeconds(zone)) *
      nsPerSecond +
      ns,
  );
}

function offsetSeconds(zone: string): bigint {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined) return 0n;
  const seconds = BigInt(hours) * 3600n + BigInt(minutes) * 60n;
  return sign === '-' ? -seconds : seconds;
}

/** The unit follows from the number of digits before the point: seconds have 10 until the year 2286. */
function readEpoch(text: string): bigint | null {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const digits = whole.replace(/^0+/, '').length;
  if (digits === 0) return null;
  const places = digits <= 11 ? 9 : digits <= 14 ? 6 : digits <= 17 ? 3 : 0;
  return within(BigInt(whole + decimals.slice(0, places).padEnd(places, '0')));
}

function readPair([seconds, nanoseconds]: unknown[]): bigint | null {
  if (!isCount(seconds) || !isCount(nanoseconds)) return null;
  const total = BigInt(seconds) * nsPerSecond + BigInt(nanoseconds);
  return total === 0n ? null : within(total);
}

function isCount(value: unknown): value is number | string {
  return typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : /^\d+$/.test(String(value));
}

function within(ns: bigint): bigint | null {
  return ns > largest || ns < -largest ? null : ns;
}

/** A number without an exponent, so that its digits can be counted. */
function decimal(value: number): string {
  return Math.abs(value) >= 1e21 ? '' : String(value).includes('e') ? value.toFixed(0) : String(value);
}
