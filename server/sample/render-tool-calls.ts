import type { Rendering, TurnSpan } from './render-run';
import type { PlantKind, ToolCall, Turn } from './run-plan';
import type { PlantedClass } from './sample-truth';
import type { Exception } from './span-writer';

/** Calls of one turn start together; the turn goes on when the slowest has ended, which is what this answers. */
export function renderToolCalls(
  rendering: Rendering,
  { turn, span, from, last }: { turn: Turn; span: TurnSpan; from: number; last: boolean },
): number {
  const { plan, random, run } = rendering;
  const open = last && plan.unfinished === true;
  const orphan = last && plan.orphan === true;
  let latest = from;
  for (const call of turn.abandoned ? [] : turn.calls) {
    if (call.unrecorded) continue;
    const id = random.hex(16);
    const startUs = from + random.int(300, 2600);
    const endUs = startUs + call.ms * 1000 + random.int(0, 999);
    rendering.write({
      id,
      parentId: orphan ? random.hex(16) : span.id,
      name: `function.${call.tool}`,
      kind: 'TOOL',
      agent: span.agent,
      startUs,
      endUs,
      open,
      error: call.error,
      exception: call.exception ?? raised(call),
      attributes: {
        'tool.name': call.tool,
        'input.value': JSON.stringify(call.args),
        'input.mime_type': 'application/json',
        ...(open || call.result === null ? {} : { 'output.value': call.result }),
      },
    });
    if (call.error !== undefined) run.originSpans += 1;
    for (const kind of call.plants ?? []) rendering.show(kind, id, classOf(kind, call));
    if (open) rendering.show('unfinished-span', id, null);
    if (orphan) rendering.show('orphan-span', id, null);
    latest = Math.max(latest, endUs);
  }
  return latest;
}

const noFailures: ReadonlySet<PlantKind> = new Set(['repeated-calls', 'giant-payload', 'missing-result']);

/** How the call failed, if what is planted in it is a failure. */
function classOf(kind: PlantKind, call: ToolCall): PlantedClass | null {
  if (noFailures.has(kind)) return null;
  if (call.error !== undefined) return 'origin';
  return call.exception === undefined ? 'silent' : 'handled';
}

/** The exception behind an error message of the form `Type: what happened`. */
function raised(call: ToolCall): Exception | undefined {
  if (call.error === undefined) return undefined;
  const colon = call.error.indexOf(': ');
  return { type: call.error.slice(0, colon), message: call.error.slice(colon + 2) };
}
