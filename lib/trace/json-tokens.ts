import { JsonNumber, type JsonObject, type JsonValue } from './json-value';

/** A piece of printed JSON; all texts in a row are the print. */
export interface Token {
  kind: 'key' | 'string' | 'number' | 'literal' | 'plain';
  text: string;
}

export interface PrintOptions {
  /** Containers that print no longer than this stay on one line. */
  lineLength?: number;
  /** Stops soon after so many characters. */
  length?: number;
  /** Breaks lines inside strings where the text does, for reading; the print is then no JSON any more. */
  breakStrings?: boolean;
}

type Step = Token | { value: JsonValue; indent: number };

const sign = (text: string): Token => ({ kind: 'plain', text });

/** JSON on indented lines, small containers on one; numbers in their own digits. Without recursion. */
export function printJson(
  value: JsonValue,
  { lineLength = 72, length = Number.POSITIVE_INFINITY, breakStrings = false }: PrintOptions = {},
): Token[] {
  const tokens: Token[] = [];
  const steps: Step[] = [{ value, indent: 0 }];
  let printed = 0;
  for (let step = steps.pop(); step !== undefined && printed < length; step = steps.pop()) {
    if ('text' in step) {
      printed += step.text.length;
      tokens.push(step);
      continue;
    }
    const inside = isContainer(step.value) && !fitsLine(step.value, lineLength) ? step.value : null;
    if (inside === null) {
      const before = tokens.length;
      pushInline({ tokens, value: step.value, indent: step.indent, breakStrings });
      for (const token of tokens.slice(before)) printed += token.text.length;
    } else for (const next of openContainer(inside, step.indent).reverse()) steps.push(next);
  }
  return tokens;
}

/** Deeper levels are not moved further in: ten thousand of them would be mostly blanks. */
function lineStart(indent: number): string {
  return '  '.repeat(Math.min(indent, 40));
}

/** The print as one text: what a copy button copies. */
export function printText(value: JsonValue, options?: PrintOptions): string {
  return printJson(value, options)
    .map((token) => token.text)
    .join('');
}

/** A text as it is, any other value printed. */
export function shownText(value: JsonValue): string {
  return typeof value === 'string' ? value : printText(value);
}

function openContainer(value: JsonValue[] | JsonObject, indent: number): Step[] {
  const inner = lineStart(indent + 1);
  const steps: Step[] = [sign(Array.isArray(value) ? '[' : '{')];
  let separator = '\n';
  for (const [key, item] of entriesOf(value)) {
    steps.push(sign(`${separator}${inner}`));
    if (key !== null) steps.push({ kind: 'key', text: JSON.stringify(key) }, sign(': '));
    steps.push({ value: item, indent: indent + 1 });
    separator = ',\n';
  }
  steps.push(sign(`\n${lineStart(indent)}${Array.isArray(value) ? ']' : '}'}`));
  return steps;
}

interface Inline {
  tokens: Token[];
  value: JsonValue;
  indent: number;
  breakStrings: boolean;
}

/** Scalars, and containers that fit a line: those are shallow, so this may recurse. */
function pushInline({ tokens, value, indent, breakStrings }: Inline): void {
  if (!isContainer(value)) {
    tokens.push(scalarToken(value, breakStrings ? lineStart(indent + 1) : null));
    return;
  }
  const list = Array.isArray(value);
  const entries = [...entriesOf(value)];
  if (entries.length === 0) {
    tokens.push(sign(list ? '[]' : '{}'));
    return;
  }
  tokens.push(sign(list ? '[' : '{ '));
  for (const [place, [key, item]] of entries.entries()) {
    if (place > 0) tokens.push(sign(', '));
    if (key !== null) tokens.push({ kind: 'key', text: JSON.stringify(key) }, sign(': '));
    pushInline({ tokens, value: item, indent, breakStrings: false });
  }
  tokens.push(sign(list ? ']' : ' }'));
}

function scalarToken(value: null | boolean | string | JsonNumber, margin: string | null): Token {
  if (value instanceof JsonNumber) return { kind: 'number', text: value.text };
  if (typeof value !== 'string') return { kind: 'literal', text: String(value) };
  if (margin === null || !value.includes('\n')) return { kind: 'string', text: JSON.stringify(value) };
  return { kind: 'string', text: `"${value.replaceAll(/\r?\n/g, `\n${margin}`)}"` };
}

function isContainer(value: JsonValue): value is JsonValue[] | JsonObject {
  return Array.isArray(value) || value instanceof Map;
}

function entriesOf(value: JsonValue[] | JsonObject): Iterable<[string | null, JsonValue]> {
  return Array.isArray(value) ? value.map((item): [null, JsonValue] => [null, item]) : value.entries();
}

/** Whether the one-line print takes at most `length` characters; gives up as soon as it does not. */
function fitsLine(value: JsonValue, length: number): boolean {
  let left = length;
  const rest: JsonValue[] = [value];
  for (let next = rest.pop(); next !== undefined && left >= 0; next = rest.pop()) {
    left -= 2;
    if (next instanceof JsonNumber) left -= next.text.length;
    else if (typeof next === 'string') left -= next.includes('\n') ? length : next.length;
    else if (next === null || typeof next === 'boolean') left -= 4;
    else {
      for (const [key, item] of entriesOf(next)) {
        left -= (key?.length ?? 0) + 2;
        if (left < 0) return false;
        rest.push(item);
      }
    }
  }
  return left >= 0;
}
