/**
 * JSON as it was written: a number keeps its digits (2^53 and beyond, `1.0`, `1e400`), an object keeps the order of its keys,
 * and what Python writes (NaN, Infinity) is a number too.
 */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export interface JsonReading {
  value: JsonValue;
  /** False where the text ended, or went wrong, before the value did; `value` holds what was read until then. */
  complete: boolean;
}

/** The value of a text that is JSON and nothing else; undefined otherwise. */
export function parseJson(text: string): JsonValue | undefined {
  const { value, complete } = readJson(text);
  return complete ? value : undefined;
}

/** Reads as much as there is, without recursion: neither depth nor a cut line can break it. */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  const complete = reader.read();
  return { value: reader.root ?? null, complete };
}

interface Container {
  value: JsonValue[] | JsonObject;
  /** The key that the next value belongs to; null in a list, or before the key. */
  key: string | null;
  /** Something was read into it, so that a comma may follow. */
  begun: boolean;
}

const space = /[ \t\r\n]*/y;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN|true|false|null/y;
const escaped = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
const shortEscapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

class Reader {
  root: JsonValue | undefined;
  readonly #text: string;
  readonly #stack: Container[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** True where the whole text was one value. */
  read(): boolean {
    for (;;) {
      this.#skipSpace();
      const top = this.#stack.at(-1);
      if (!top && this.root !== undefined) return this.#at === this.#text.length;
      if (this.#at >= this.#text.length) return false;
      if (!(top ? this.#readInside(top) : this.#readValue())) return false;
    }
  }

  #readInside(top: Container): boolean {
    const isList = Array.isArray(top.value);
    if (top.key === null || isList) {
      if (this.#take(isList ? ']' : '}')) {
        this.#stack.pop();
        return true;
      }
      if (top.begun && !this.#take(',')) return false;
      this.#skipSpace();
    }
    if (isList) return this.#readValue();
    if (top.key === null) return this.#readKey(top);
    return this.#readValue();
  }

  #readKey(top: Container): boolean {
    if (this.#text[this.#at] !== '"') return false;
    const closed = this.#readString();
    if (closed === null) return false;
    this.#skipSpace();
    top.key = closed;
    return this.#take(':');
  }

  #readValue(): boolean {
    if (this.#take('{')) return this.#open(new Map());
    if (this.#take('[')) return this.#open([]);
    if (this.#text[this.#at] === '"') return this.#readText();
    scalar.lastIndex = this.#at;
    const word = scalar.exec(this.#text)?.[0];
    if (word === undefined) return false;
    this.#at += word.length;
    this.#put(
      word === 'null' ? null : word === 'true' ? true : word === 'false' ? false : new JsonNumber(word),
    );
    return true;
  }

  #readText(): boolean {
    const start = this.#at;
    const text = this.#readString();
    this.#put(text ?? decodeEscapes(this.#text.slice(start + 1)));
    return text !== null;
  }

  /** Null, at the end of the text, where no quote closes it. */
  #readString(): string | null {
    const start = this.#at + 1;
    let end = this.#text.indexOf('"', start);
    while (end !== -1 && isEscaped(this.#text, end)) end = this.#text.indexOf('"', end + 1);
    this.#at = end === -1 ? this.#text.length : end + 1;
    return end === -1 ? null : decodeEscapes(this.#text.slice(start, end));
  }

  #open(value: JsonValue[] | JsonObject): boolean {
    this.#put(value);
    this.#stack.push({ value, key: null, begun: false });
    return true;
  }

  #put(value: JsonValue): void {
    const top = this.#stack.at(-1);
    if (!top) this.root = value;
    else if (Array.isArray(top.value)) top.value.push(value);
    else top.value.set(top.key ?? '', value);
    if (!top) return;
    top.key = null;
    top.begun = true;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    space.lastIndex = this.#at;
    this.#at += space.exec(this.#text)?.[0].length ?? 0;
  }
}

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escaped, (_, code: string | undefined, sign: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return sign === undefined ? '' : (shortEscapes[sign] ?? sign);
  });
}
