import { readAttributes } from '../../lib/trace/attributes';
import { type JsonObject, type JsonValue, parseJson } from '../../lib/trace/json-value';
import { cutValue, deepest } from './cut-value';
import { cutText } from './limits';

/** Names the attribute that says what was left out; it is HALO's own. */
const droppedKey = '__halo_dropped_flat_projections';
const flatProjection = /^(?:llm\.(?:input|output)_messages|mcp\.tools)\.\d+\./;

/**
 * A span as a model is shown it: what its raw line says, each attribute's value and each other text cut at `cut` characters,
 * without the flat copies of messages and tools that stand as JSON beside them. What is no JSON object is shown as text.
 */
export function viewSpan(raw: string, cut: number): Record<string, unknown> {
  const span = parseJson(raw);
  if (!(span instanceof Map)) return { raw: cutText(raw, cut) };
  const view = [...span].map(([key, value]) => [
    key,
    key === 'attributes' ? viewAttributes(value, cut) : cutDeep(value, cut),
  ]);
  return Object.fromEntries(view);
}

/** As an object, whether they were written as one or as a list of keys and values; anything else as it is. */
function viewAttributes(written: JsonValue, cut: number): unknown {
  const attributes = readAttributes(written);
  if (attributes.size === 0) return cutDeep(written, cut);
  const kept = [...attributes].filter(([key]) => !flatProjection.test(key));
  const view = Object.fromEntries(kept.map(([key, value]) => [key, cutValue(value, cut)]));
  const dropped = attributes.size - kept.length;
  return dropped === 0 ? view : { ...view, [droppedKey]: sayDropped(dropped) };
}

function sayDropped(count: number): string {
  return `${count} keys llm.input_messages.<i>.*, llm.output_messages.<i>.*, mcp.tools.<i>.* left out; the attributes llm.input_messages and llm.output_messages say the same where they exist, search_span reads the rest`;
}

function cutDeep(value: JsonValue, cut: number, depth = 0): unknown {
  if (depth >= deepest) return cutValue(value, cut);
  if (Array.isArray(value)) return value.map((item) => cutDeep(item, cut, depth + 1));
  if (value instanceof Map) return cutObject(value, cut, depth);
  return cutValue(value, cut);
}

function cutObject(object: JsonObject, cut: number, depth: number): Record<string, unknown> {
  return Object.fromEntries([...object].map(([key, value]) => [key, cutDeep(value, cut, depth + 1)]));
}
