import { z } from 'zod';
import { cutText } from './limits';

/** Names the attribute that says what was left out; it is HALO's own. */
const droppedKey = '__halo_dropped_flat_projections';
const flatProjection = /^(?:llm\.(?:input|output)_messages|mcp\.tools)\.\d+\./;

const objectSchema = z.record(z.string(), z.unknown());

/**
 * A span as a model is shown it: what its raw line says, each attribute's value and each other text cut at `cut` characters,
 * without the flat copies of messages and tools that stand as JSON beside them. What is no JSON object is shown as text.
 */
export function viewSpan(raw: string, cut: number): Record<string, unknown> {
  const span = parseObject(raw);
  if (span === null) return { raw: cutText(raw, cut) };
  const view: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(span)) {
    const attributes = key === 'attributes' ? objectSchema.safeParse(value) : undefined;
    view[key] = attributes?.success ? viewAttributes(attributes.data, cut) : cutDeep(value, cut);
  }
  return view;
}

function viewAttributes(attributes: Record<string, unknown>, cut: number): Record<string, unknown> {
  const view: Record<string, unknown> = {};
  let dropped = 0;
  for (const [key, value] of Object.entries(attributes)) {
    if (flatProjection.test(key)) dropped += 1;
    else view[key] = cutValue(value, cut);
  }
  if (dropped > 0) {
    view[droppedKey] =
      `${dropped} keys llm.input_messages.<i>.*, llm.output_messages.<i>.*, mcp.tools.<i>.* left out; the attributes llm.input_messages and llm.output_messages say the same where they exist, search_span reads the rest`;
  }
  return view;
}

/** A value that is no text keeps its form while it is short, and becomes the head of its JSON when it is not. */
function cutValue(value: unknown, cut: number): unknown {
  if (typeof value === 'string') return cutText(value, cut);
  if (typeof value !== 'object' || value === null) return value;
  const json = JSON.stringify(value);
  return json.length <= cut ? value : cutText(json, cut);
}

function cutDeep(value: unknown, cut: number): unknown {
  if (Array.isArray(value)) return value.map((item) => cutDeep(item, cut));
  const object = objectSchema.safeParse(value);
  if (!object.success || typeof value === 'string') return cutValue(value, cut);
  return Object.fromEntries(Object.entries(object.data).map(([key, item]) => [key, cutDeep(item, cut)]));
}

function parseObject(raw: string): Record<string, unknown> | null {
  try {
    return objectSchema.safeParse(JSON.parse(raw)).data ?? null;
  } catch {
    return null;
  }
}
