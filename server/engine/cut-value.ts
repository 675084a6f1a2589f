import { JsonNumber, type JsonObject, type JsonValue } from '../../lib/trace/json-value';
import { cutText } from './limits';

/** What is nested deeper is told as text: nobody reads it, and JSON.stringify does not come back from very deep values. */
export const deepest = 64;

/**
 * A value as it goes into an answer: it keeps its form while its JSON has at most `cut` characters, and is the head of its JSON when
 * it has more. A number that JavaScript would round is text.
 */
export function cutValue(value: JsonValue, cut: number): unknown {
  if (typeof value === 'string') return cutText(value, cut);
  if (!isContainer(value)) return plain(value);
  const { text, depth } = printCompact(value);
  return text.length <= cut && depth <= deepest ? plain(value) : cutText(text, cut);
}

function isContainer(value: JsonValue): value is JsonValue[] | JsonObject {
  return Array.isArray(value) || value instanceof Map;
}

function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (!(value instanceof JsonNumber)) return value;
  const number = Number(value.text);
  const isExact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return isExact ? number : value.text;
}

interface Open {
  items: Iterator<[string | number, JsonValue]>;
  end: ']' | '}';
  begun: boolean;
}

/** JSON without blanks, and how deep it nests; without recursion. */
function printCompact(root: JsonValue): { text: string; depth: number } {
  const pieces: string[] = [];
  const open: Open[] = [];
  let depth = 0;
  const put = (value: JsonValue) => {
    if (!isContainer(value)) {
      pieces.push(value instanceof JsonNumber ? value.text : JSON.stringify(value));
      return;
    }
    const isList = Array.isArray(value);
    pieces.push(isList ? '[' : '{');
    open.push({ items: value.entries(), end: isList ? ']' : '}', begun: false });
    depth = Math.max(depth, open.length);
  };
  put(root);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { value: item, done } = top.items.next();
    if (done) {
      pieces.push(top.end);
      open.pop();
      continue;
    }
    if (top.begun) pieces.push(',');
    top.begun = true;
    const [key, value] = item;
    if (typeof key === 'string') pieces.push(JSON.stringify(key), ':');
    put(value);
  }
  return { text: pieces.join(''), depth };
}
