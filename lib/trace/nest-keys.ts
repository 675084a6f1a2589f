import type { JsonObject, JsonValue } from './json-value';

/**
 * Dotted keys as the tree they spell: `0.message.role` → [{message: {role}}]. Where all keys of a level are numbers it
 * is a list, in their order. Values stay what they are, whatever their own keys look like.
 */
export function nestKeys(flat: JsonObject): JsonValue {
  const levels = new Set<JsonValue>();
  const level = (from?: JsonObject): JsonObject => {
    const made: JsonObject = new Map(from);
    levels.add(made);
    return made;
  };
  const root = level();
  for (const [key, value] of flat) {
    let at = root;
    const steps = key.split('.');
    const last = steps.pop() ?? '';
    for (const step of steps) {
      const below = at.get(step);
      const next = below instanceof Map ? (levels.has(below) ? below : level(below)) : level();
      at.set(step, next);
      at = next;
    }
    at.set(last, value);
  }
  return listNumbered(root, levels);
}

/** Those of the keys that begin with `prefix` and a dot, without it. */
export function keysBelow(attributes: JsonObject, prefix: string): JsonObject {
  const below: JsonObject = new Map();
  for (const [key, value] of attributes) {
    if (key.startsWith(`${prefix}.`)) below.set(key.slice(prefix.length + 1), value);
  }
  return below;
}

/** Levels come from the dots of a key, of which there are few: this may recurse. */
function listNumbered(value: JsonValue, levels: ReadonlySet<JsonValue>): JsonValue {
  if (!(value instanceof Map) || !levels.has(value)) return value;
  const entries = [...value].map(([key, item]): [string, JsonValue] => [key, listNumbered(item, levels)]);
  if (entries.length === 0 || !entries.every(([key]) => /^\d+$/.test(key))) return new Map(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
}
